package tribunal.history.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.PartitionedHistory;

/**
 * A history in its folder. A small history is one part, held in memory. A larger one is held in a temporary file in
 * that folder until {@link #close}, with one part at a time in memory. Iterating can fail as
 * {@link #read} does, with {@link UncheckedIOException} for {@link IOException}.
 */
public final class HistoryFolder implements PartitionedHistory, Closeable {
    /** About 12,000 entries. Smaller parts are not judged faster; parts of 50,000 fit in the caches less well. */
    private static final long PART_BYTES = 2 << 20;

    private static final int PARTS_MAX = 1 << 12;

    private final List<Path> files;
    private final Optional<HistoryPartitioner> partitioner;
    private final History run;

    private HistoryFolder(List<Path> files, Optional<HistoryPartitioner> partitioner, History run) {
        this.files = files;
        this.partitioner = partitioner;
        this.run = run;
    }

    /**
     * Opens every {@code *.jsonl} file of a folder. A torn last line is left out.
     *
     * @throws IOException if the folder cannot be read, or the temporary file cannot be written
     * @throws IllegalArgumentException if a line is not an entry; the message names file and line
     */
    public static HistoryFolder open(Path folder) throws IOException {
        return open(folder, PART_BYTES);
    }

    /** Opens a folder in parts of about {@code partBytes} bytes of the files. */
    public static HistoryFolder open(Path folder, long partBytes) throws IOException {
        List<Path> files = files(folder);
        int parts = parts(files, partBytes);
        if (parts == 1) {
            return new HistoryFolder(files, Optional.empty(), read(folder));
        }
        HistoryPartitioner partitioner = new HistoryPartitioner(files, folder, parts);
        return new HistoryFolder(files, Optional.of(partitioner), partitioner.run());
    }

    /**
     * Reads every {@code *.jsonl} file of a folder. A torn last line is left out.
     *
     * @throws IOException if the folder cannot be read
     * @throws IllegalArgumentException if a line is not an entry; the message names file and line
     */
    public static History read(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        EntryReader reader = new EntryReader();
        for (Path file : files(folder)) {
            reader.read(file, entries::add);
        }
        return new History(entries);
    }

    private static int parts(List<Path> files, long partBytes) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return Math.clamp(Math.ceilDiv(bytes, partBytes), 1, PARTS_MAX);
    }

    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    @Override
    public History runEntries() {
        return run;
    }

    @Override
    public long lastTime() {
        return partitioner.map(HistoryPartitioner::last).orElseGet(run::lastTime);
    }

    @Override
    public Iterator<History> iterator() {
        return partitioner
                .map(all -> all.parts().stream().map(part -> part(all, part)).iterator())
                .orElseGet(run::iterator);
    }

    private History part(HistoryPartitioner all, int part) {
        try {
            return all.part(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw withFileAndLine(e);
        }
    }

    /** Reads all files again to find the file and line of a bad entry. */
    private IllegalArgumentException withFileAndLine(IllegalArgumentException original) {
        try {
            for (Path file : files) {
                new EntryReader().read(file, _ -> {});
            }
            return original;
        } catch (IllegalArgumentException e) {
            return e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (partitioner.isPresent()) {
            partitioner.get().close();
        }
    }
}
