package tribunal.history;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tribunal.history.HarnessEntry.CanaryPlaced;

/**
 * A history's files sorted into parts by the orders that the entries belong to. The files are gone through twice: what
 * belongs to an order by way of an event, an operation or a request may stand before the entry that tells whose that is. For
 * one thread.
 */
final class Parting implements Closeable {
    private static final byte[] BEGIN = EntryShape.bytes("{\"type\":");

    private final Map<String, Belonging> kinds = new HashMap<>();
    private final Parts links = new Parts();
    private final List<Entry> ofRun = new ArrayList<>();
    private final FlatScanner scanner = new FlatScanner();
    private final EntryReader reader = new EntryReader();
    private final Spool spool;
    private long last = Long.MIN_VALUE;

    /**
     * Sorts them; the temporary file lies in the folder.
     *
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
     */
    Parting(List<Path> files, Path folder, int parts) throws IOException {
        Codec.kinds().forEach(kind -> Belonging.of(kind).ifPresent(its -> kinds.put(kind.getSimpleName(), its)));
        spool = new Spool(folder, parts);
        try {
            goThrough(files, this::learn);
            goThrough(files, this::sort);
            spool.flush();
        } catch (IOException | IllegalArgumentException e) {
            spool.close();
            throw e;
        }
    }

    private static void goThrough(List<Path> files, Lines.Reader reader) throws IOException {
        for (Path file : files) {
            Lines.read(file, reader);
        }
    }

    /** Keeps what concerns the run, and whose the events, operations and requests are. */
    private int learn(byte[] bytes, int from, int held) {
        int end = Lines.end(bytes, from, held);
        if (end == held) {
            return from;
        }
        Belonging its = belonging(bytes, from, end);
        if (its == null) {
            reader.line(bytes, from, end + 1, this::ofRun);
        } else {
            last = Math.max(last, its.lastAt());
            if (its.hasLink() && its.hasOrder()) {
                links.put(its.lastLink(), part(its.lastOrder()));
            }
        }
        return end + 1;
    }

    private void ofRun(Entry entry) {
        last = Math.max(last, entry.at());
        ofRun.add(entry);
    }

    private int sort(byte[] bytes, int from, int held) throws IOException {
        int end = Lines.end(bytes, from, held);
        if (end == held) {
            return from;
        }
        Belonging its = belonging(bytes, from, end);
        if (its != null) {
            spool.add(part(its), bytes, from, end + 1);
        }
        return end + 1;
    }

    private int part(Belonging its) {
        return its.hasLink() ? links.get(its.lastLink(), part(its.lastLink())) : part(its.lastOrder());
    }

    private int part(long hash) {
        return (int) Long.remainderUnsigned(hash, spool.parts());
    }

    /** To whom this line belongs; null if to the run, or if it is no entry. */
    private @Nullable Belonging belonging(byte[] bytes, int from, int end) {
        scanner.begin(bytes, from, end);
        if (!scanner.takes(BEGIN) || !scanner.string()) {
            return parsed(bytes, from, end);
        }
        Belonging its = kinds.get(scanner.lastString());
        return its == null || its.read(scanner) ? its : parsed(bytes, from, end);
    }

    private @Nullable Belonging parsed(byte[] bytes, int from, int end) {
        Entry entry = Codec.read(new String(bytes, from, end - from, StandardCharsets.UTF_8));
        Belonging its = kinds.get(entry.getClass().getSimpleName());
        if (its != null) {
            its.read(entry);
        }
        return its;
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
                .map(placed -> part(Belonging.order(placed.order())))
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
