package tribunal.load;

import java.util.List;
import tribunal.history.Entry;
import tribunal.history.Journal;

/** Writes one witness's entries to its file, then shows them to the watch. */
record Recorder(Journal journal, Watch watch) {
    void record(Entry entry) {
        journal.append(entry);
        watch.saw(entry);
    }

    void record(List<? extends Entry> entries) {
        if (!entries.isEmpty()) {
            journal.append(entries);
            entries.forEach(watch::saw);
        }
    }
}
