package tribunal.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened in a run: all entries of all witnesses in the order of time. Entries of one file that carry the same time
 * keep their order.
 */
public record History(List<Entry> entries) {
    public History {
        entries = entries.stream().sorted(Comparator.comparingLong(Entry::at)).toList();
    }

    /** All entries of one kind, in the order of time. */
    public <E extends Entry> Stream<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The first entry of a kind. */
    public <E extends Entry> Optional<E> first(Class<E> kind) {
        return all(kind).findFirst();
    }

    /** Whether the harness lived to say how the run ended; if not, absence proves nothing. */
    public boolean whole() {
        return first(HarnessEntry.Drained.class).isPresent()
                || first(HarnessEntry.NotDrained.class).isPresent();
    }

    /**
     * Reads every {@code *.jsonl} file of a folder. A torn last line is left out.
     *
     * @throws IOException if the folder cannot be read
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
     */
    public static History read(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                readFile(file, entries);
            }
        }
        return new History(entries);
    }

    private static void readFile(Path file, List<Entry> into) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int number = 0;
        for (int start = 0, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            number++;
            try {
                into.add(Codec.read(text.substring(start, end)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
    }
}
