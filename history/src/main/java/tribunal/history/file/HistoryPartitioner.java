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
 * Sorts the lines of a history's files into parts by order. It reads the files twice, since the entry that links an
 * event, operation or request to its order may come later. For one thread.
 */
final class HistoryPartitioner implements Closeable {
    private static final byte[] BEGIN = EntryLayout.bytes("{\"type\":");

    private final Map<String, PartitionKeyReader> keyReaders = new HashMap<>();
    private final PartitionIndex links = new PartitionIndex();
    private final List<Entry> runEntries = new ArrayList<>();
    private final JsonLineScanner scanner = new JsonLineScanner();
    private final EntryReader reader = new EntryReader();
    private final PartitionSpool spool;
    private long last = Long.MIN_VALUE;

    /**
     * Sorts the files; the temporary file is in {@code folder}.
     *
     * @throws IllegalArgumentException if a line is not an entry; the message names file and line
     */
    HistoryPartitioner(List<Path> files, Path folder, int parts) throws IOException {
        EntryCodec.kinds().forEach(kind -> keyReaders.put(kind.getSimpleName(), PartitionKeyReader.of(kind)));
        spool = new PartitionSpool(folder, parts);
        try {
            readAll(files, this::indexLinks);
            readAll(files, this::distribute);
            spool.flush();
        } catch (IOException | IllegalArgumentException e) {
            spool.close();
            throw e;
        }
    }

    private static void readAll(List<Path> files, LineReader.Reader reader) throws IOException {
        for (Path file : files) {
            LineReader.read(file, reader);
        }
    }

    /** Keeps the entries about the run as a whole, and the orders of events, operations and requests. */
    private int indexLinks(byte[] bytes, int from, int limit) {
        int end = LineReader.lineEnd(bytes, from, limit);
        if (end == limit) {
            return from;
        }
        PartitionKeyReader keyReader = keyReader(bytes, from, end);
        if (keyReader.isOfRun()) {
            reader.readLine(bytes, from, end + 1, runEntries::add);
        } else if (keyReader.linksToOrder()) {
            read(keyReader, bytes, from, end);
            links.put(keyReader.lastLinkHash(), part(keyReader.lastOrderHash()));
        }
        return end + 1;
    }

    private int distribute(byte[] bytes, int from, int limit) throws IOException {
        int end = LineReader.lineEnd(bytes, from, limit);
        if (end == limit) {
            return from;
        }
        PartitionKeyReader keyReader = keyReader(bytes, from, end);
        read(keyReader, bytes, from, end);
        last = Math.max(last, keyReader.lastAt());
        if (!keyReader.isOfRun()) {
            spool.add(part(keyReader), bytes, from, end + 1);
        }
        return end + 1;
    }

    private int part(PartitionKeyReader keyReader) {
        return keyReader.hasLink()
                ? links.get(keyReader.lastLinkHash(), part(keyReader.lastLinkHash()))
                : part(keyReader.lastOrderHash());
    }

    private int part(long hash) {
        return (int) Long.remainderUnsigned(hash, spool.parts());
    }

    /** Reads a line up to the end of its type. */
    private PartitionKeyReader keyReader(byte[] bytes, int from, int end) {
        scanner.reset(bytes, from, end);
        PartitionKeyReader keyReader =
                scanner.accept(BEGIN) && scanner.acceptString() ? keyReaders.get(scanner.lastString()) : null;
        return keyReader == null ? keyReader(parsed(bytes, from, end)) : keyReader;
    }

    private PartitionKeyReader keyReader(Entry entry) {
        return Optional.ofNullable(keyReaders.get(entry.getClass().getSimpleName()))
                .orElseThrow();
    }

    private void read(PartitionKeyReader keyReader, byte[] bytes, int from, int end) {
        if (!keyReader.read(scanner)) {
            keyReader.read(parsed(bytes, from, end));
        }
    }

    private static Entry parsed(byte[] bytes, int from, int end) {
        return EntryCodec.read(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    /** The time of the last entry, in nanoseconds since the run's origin. */
    long last() {
        return last;
    }

    History run() {
        return new History(runEntries);
    }

    /** The numbers of the parts in the order of judging, starting with the canary's part. */
    List<Integer> parts() {
        int first = run().first(CanaryPlaced.class)
                .map(placed -> part(PartitionKeyReader.hashOfOrder(placed.order())))
                .orElse(0);
        return IntStream.range(0, spool.parts())
                .mapToObj(n -> (first + n) % spool.parts())
                .toList();
    }

    History part(int part) throws IOException {
        List<Entry> entries = new ArrayList<>();
        spool.read(part, (bytes, from, limit) -> reader.readLine(bytes, from, limit, entries::add));
        return new History(entries);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
