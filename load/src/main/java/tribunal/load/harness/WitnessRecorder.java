package tribunal.load.harness;

import java.util.List;
import tribunal.history.Entry;
import tribunal.history.file.Journal;

/** Writes the entries of one witness to its file, then passes them to the monitor. */
public record WitnessRecorder(Journal journal, RunMonitor monitor) {
    public void record(Entry entry) {
        journal.append(entry);
        monitor.observe(entry);
    }

    public void record(List<? extends Entry> entries) {
        if (!entries.isEmpty()) {
            journal.append(entries);
            entries.forEach(monitor::observe);
        }
    }
}
