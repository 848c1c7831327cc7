package tribunal.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
        entries = inOrder(entries)
                ? List.copyOf(entries)
                : entries.stream().sorted(Comparator.comparingLong(Entry::at)).toList();
    }

    private static boolean inOrder(List<Entry> entries) {
        long last = Long.MIN_VALUE;
        for (Entry entry : entries) {
            long at = entry.at();
            if (at < last) {
                return false;
            }
            last = at;
        }
        return true;
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

    /** Line by line, so that a file of hundreds of megabytes is never held as text. */
    private static void readFile(Path file, List<Entry> into) throws IOException {
        long lines = wholeLines(file);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (long number = 1; number <= lines; number++) {
                try {
                    into.add(Codec.read(String.valueOf(reader.readLine())));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /** Those that have their end. */
    private static long wholeLines(Path file) throws IOException {
        long lines = 0;
        byte[] bytes = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length; (length = in.read(bytes)) > 0; ) {
                for (int i = 0; i < length; i++) {
                    lines += bytes[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
