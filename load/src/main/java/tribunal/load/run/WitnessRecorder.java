package tribunal.load.run;

import java.util.List;
import tribunal.history.Entry;
import tribunal.history.file.Journal;

/** Writes one witness's entries to its file, then shows them to the watch. */
public record WitnessRecorder(Journal journal, RunMonitor watch) {
    public void record(Entry entry) {
        journal.append(entry);
        watch.saw(entry);
    }

    public void record(List<? extends Entry> entries) {
        if (!entries.isEmpty()) {
            journal.append(entries);
            entries.forEach(watch::saw);
        }
    }
}
