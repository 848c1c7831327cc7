package tribunal.history;

import java.io.IOException;
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

    /** The same run, had it been started with other budgets. */
    public History withBudgetsOf(Demands other) {
        return new History(entries.stream()
                .map(entry -> entry instanceof HarnessEntry.RunStarted run
                        ? run.with(run.demands().withBudgetsOf(other))
                        : entry)
                .toList());
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
        EntryReader reader = new EntryReader();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                reader.read(file, entries::add);
            }
        }
        return new History(entries);
    }
}
