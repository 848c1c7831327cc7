package tribunal.history.file;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.History;
import tribunal.history.file.PartitionKeyReader.KeyLayout;

/**
 * Sorts the lines of a history's files into parts by entity. It reads the files twice, since the entry that links an
 * event, operation or request to its entity may come later. Not thread-safe.
 */
final class HistoryPartitioner implements Closeable {
    /** The first part that each link (event, operation, request) leads to. */
    private final Map<Long, Integer> links = new HashMap<>();

    private final List<Entry> runEntries = new ArrayList<>();
    private final PartitionKeyReader keyReader = new PartitionKeyReader();
    private final EntryReader reader = new EntryReader();
    private final PartitionSpool spool;
    private long last = Long.MIN_VALUE;

    /**
     * Sorts the files; the temporary file is in {@code folder}.
     *
     * @throws IllegalArgumentException if a line is not an entry; the message names file and line
     */
    HistoryPartitioner(List<Path> files, Path folder, int parts) throws IOException {
        spool = new PartitionSpool(folder, parts);
        try {
            for (Path file : files) {
                LineReader.read(file, this::indexLinks);
            }
            for (Path file : files) {
                LineReader.read(file, this::distribute);
            }
            spool.flush();
        } catch (IOException | IllegalArgumentException e) {
            spool.close();
            throw e;
        }
    }

    /** Keeps the entries about the run as a whole, and the parts of events, operations and requests. */
    private void indexLinks(byte[] bytes, int from, int length) {
        PartitionKeyReader.Key key = keyReader.read(bytes, from, length, KeyLayout::linksToEntity);
        last = Math.max(last, key.at());
        if (key.kind().isOfRun()) {
            runEntries.add(reader.read(bytes, from, length));
        } else if (key.kind().linksToEntity()) {
            links.putIfAbsent(key.link(), part(key.entity()));
        }
    }

    private void distribute(byte[] bytes, int from, int length) throws IOException {
        PartitionKeyReader.Key key = keyReader.read(bytes, from, length, _ -> true);
        if (!key.kind().isOfRun()) {
            Integer linked = links.get(key.link());
            spool.add(linked == null ? part(key.link() + key.entity()) : linked, bytes, from, length + 1);
        }
    }

    private int part(long hash) {
        return (int) Long.remainderUnsigned(hash, spool.parts());
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
        int first = run().first(CanaryStarted.class)
                .map(placed -> part(LineScanner.hash(placed.entity())))
                .orElse(0);
        return IntStream.range(0, spool.parts())
                .mapToObj(n -> (first + n) % spool.parts())
                .toList();
    }

    History part(int part) throws IOException {
        List<Entry> entries = new ArrayList<>();
        LineReader.read(
                new ByteArrayInputStream(spool.read(part)),
                (bytes, from, length) -> entries.add(reader.read(bytes, from, length)));
        return new History(entries);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
