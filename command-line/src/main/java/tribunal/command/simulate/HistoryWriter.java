package tribunal.command.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import tribunal.history.History;
import tribunal.history.Witness;
import tribunal.history.file.Journal;

/** Writes simulated histories into an existing folder with one file for each witness. */
public final class HistoryWriter {
    private HistoryWriter() {}

    public static void write(History history, Path folder) throws IOException {
        var journals = new TreeMap<Witness, Journal>();
        try {
            for (var entry : history.entries()) {
                journals.computeIfAbsent(entry.witness(), witness -> Journal.open(folder.resolve(name(witness))))
                        .append(entry);
            }
        } finally {
            for (Journal journal : journals.values()) {
                journal.close();
            }
        }
    }

    private static String name(Witness witness) {
        return witness.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".jsonl";
    }
}
