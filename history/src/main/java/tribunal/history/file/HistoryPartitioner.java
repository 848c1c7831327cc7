package tribunal.history.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.History;

/**
 * A history's files sorted into parts by the orders that the entries belong to. The files are gone through twice: what
 * belongs to an order by way of an event, an operation or a request may stand before the entry that tells whose that is. For
 * one thread.
 */
final class HistoryPartitioner implements Closeable {
    private static final byte[] BEGIN = EntryLayout.bytes("{\"type\":");

    private final Map<String, PartitionKeyReader> kinds = new HashMap<>();
    private final PartitionIndex links = new PartitionIndex();
    private final List<Entry> ofRun = new ArrayList<>();
    private final JsonLineScanner scanner = new JsonLineScanner();
    private final EntryReader reader = new EntryReader();
    private final PartitionSpool spool;
    private long last = Long.MIN_VALUE;

    /**
     * Sorts them; the temporary file lies in the folder.
     *
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
     */
    HistoryPartitioner(List<Path> files, Path folder, int parts) throws IOException {
        EntryCodec.kinds().forEach(kind -> kinds.put(kind.getSimpleName(), PartitionKeyReader.of(kind)));
        spool = new PartitionSpool(folder, parts);
        try {
            goThrough(files, this::learn);
            goThrough(files, this::sort);
            spool.flush();
        } catch (IOException | IllegalArgumentException e) {
            spool.close();
            throw e;
        }
    }

    private static void goThrough(List<Path> files, LineReader.Reader reader) throws IOException {
        for (Path file : files) {
            LineReader.read(file, reader);
        }
    }

    /** Keeps what concerns the run, and whose the events, operations and requests are. */
    private int learn(byte[] bytes, int from, int held) {
        int end = LineReader.end(bytes, from, held);
        if (end == held) {
            return from;
        }
        PartitionKeyReader its = kind(bytes, from, end);
        if (its.isOfRun()) {
            reader.line(bytes, from, end + 1, ofRun::add);
        } else if (its.tells()) {
            read(its, bytes, from, end);
            links.put(its.lastLink(), part(its.lastOrder()));
        }
        return end + 1;
    }

    private int sort(byte[] bytes, int from, int held) throws IOException {
        int end = LineReader.end(bytes, from, held);
        if (end == held) {
            return from;
        }
        PartitionKeyReader its = kind(bytes, from, end);
        read(its, bytes, from, end);
        last = Math.max(last, its.lastAt());
        if (!its.isOfRun()) {
            spool.add(part(its), bytes, from, end + 1);
        }
        return end + 1;
    }

    private int part(PartitionKeyReader its) {
        return its.hasLink() ? links.get(its.lastLink(), part(its.lastLink())) : part(its.lastOrder());
    }

    private int part(long hash) {
        return (int) Long.remainderUnsigned(hash, spool.parts());
    }

    /** Reads as far as the type. */
    private PartitionKeyReader kind(byte[] bytes, int from, int end) {
        scanner.begin(bytes, from, end);
        PartitionKeyReader its = scanner.takes(BEGIN) && scanner.string() ? kinds.get(scanner.lastString()) : null;
        return its == null ? kind(parsed(bytes, from, end)) : its;
    }

    private PartitionKeyReader kind(Entry entry) {
        return Optional.ofNullable(kinds.get(entry.getClass().getSimpleName())).orElseThrow();
    }

    private void read(PartitionKeyReader its, byte[] bytes, int from, int end) {
        if (!its.read(scanner)) {
            its.read(parsed(bytes, from, end));
        }
    }

    private static Entry parsed(byte[] bytes, int from, int end) {
        return EntryCodec.read(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    /** When the last entry was made. */
    long last() {
        return last;
    }

    History run() {
        return new History(ofRun);
    }

    /** The parts in the order in which they are to be judged: the canary's is the first. */
    List<Integer> parts() {
        int first = run().first(CanaryPlaced.class)
                .map(placed -> part(PartitionKeyReader.order(placed.order())))
                .orElse(0);
        return IntStream.range(0, spool.parts())
                .mapToObj(n -> (first + n) % spool.parts())
                .toList();
    }

    History part(int part) throws IOException {
        List<Entry> entries = new ArrayList<>();
        spool.read(part, (bytes, from, held) -> reader.line(bytes, from, held, entries::add));
        return new History(entries);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
