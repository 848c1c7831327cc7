package tribunal.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.AppModel;
import tribunal.history.Demands;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.Witness;
import tribunal.history.file.HistoryFolder;
import tribunal.history.file.Journal;

/** Judges a history from disk, by default in partitions of an order or two, as a large one is. */
public final class InPartitions {
    private static final long PARTITION_BYTES = 2_000;

    private InPartitions() {}

    static Verdicts judged(History history, AppModel model) {
        return judged(history, PARTITION_BYTES, Optional.empty(), model);
    }

    public static Verdicts judged(History history, long partitionBytes, Demands budgets) {
        return judged(history, partitionBytes, Optional.of(budgets), Foodcourt.MODEL);
    }

    private static Verdicts judged(History history, long partitionBytes, Optional<Demands> budgets, AppModel model) {
        try {
            Path folder = Files.createTempDirectory("history");
            try {
                write(history, folder);
                try (HistoryFolder stored = HistoryFolder.open(folder, partitionBytes)) {
                    return Judge.judge(stored, model, budgets);
                }
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(History history, Path folder) throws IOException {
        for (Witness witness : Witness.values()) {
            List<Entry> entries = history.entries().stream()
                    .filter(entry -> entry.witness() == witness)
                    .toList();
            try (Journal journal = Journal.open(folder.resolve(witness + ".jsonl"))) {
                journal.append(entries);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
