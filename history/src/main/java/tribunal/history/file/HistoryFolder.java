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
 * A history as it lies in its folder. A small one is one part, held in memory; of a larger one only a part at a time, and the
 * parts lie in a temporary file in that folder until this is closed. Going through the parts throws what reading does.
 */
public final class HistoryFolder implements PartitionedHistory, Closeable {
    /** About 50,000 entries: a part small enough for a processor's caches is judged twice as fast as one ten times as large. */
    private static final long PART_BYTES = 8 << 20;

    private static final int PARTS_MAX = 1 << 12;

    private final List<Path> files;
    private final Optional<HistoryPartitioner> parting;
    private final History run;

    private HistoryFolder(List<Path> files, Optional<HistoryPartitioner> parting, History run) {
        this.files = files;
        this.parting = parting;
        this.run = run;
    }

    /**
     * Opens every {@code *.jsonl} file of a folder. A torn last line is left out.
     *
     * @throws IOException if the folder cannot be read, or the temporary file not be written
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
     */
    public static HistoryFolder open(Path folder) throws IOException {
        return open(folder, PART_BYTES);
    }

    /** The same, in parts of about so many bytes of the files. */
    public static HistoryFolder open(Path folder, long partBytes) throws IOException {
        List<Path> files = files(folder);
        int parts = parts(files, partBytes);
        if (parts == 1) {
            return new HistoryFolder(files, Optional.empty(), read(folder));
        }
        HistoryPartitioner parting = new HistoryPartitioner(files, folder, parts);
        return new HistoryFolder(files, Optional.of(parting), parting.run());
    }

    /**
     * Reads every {@code *.jsonl} file of a folder. A torn last line is left out.
     *
     * @throws IOException if the folder cannot be read
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
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
    public History run() {
        return run;
    }

    @Override
    public long last() {
        return parting.map(HistoryPartitioner::last).orElseGet(run::last);
    }

    @Override
    public Iterator<History> iterator() {
        return parting.map(
                        all -> all.parts().stream().map(part -> part(all, part)).iterator())
                .orElseGet(run::iterator);
    }

    private History part(HistoryPartitioner all, int part) {
        try {
            return all.part(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw named(e);
        }
    }

    /** A line of a part that is no entry is looked for where it came from. */
    private IllegalArgumentException named(IllegalArgumentException unnamed) {
        try {
            for (Path file : files) {
                new EntryReader().read(file, _ -> {});
            }
            return unnamed;
        } catch (IllegalArgumentException e) {
            return e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (parting.isPresent()) {
            parting.get().close();
        }
    }
}
