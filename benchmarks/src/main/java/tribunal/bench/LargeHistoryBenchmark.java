package tribunal.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tribunal.history.AppModel;
import tribunal.history.Entry;
import tribunal.history.Witness;
import tribunal.history.file.HistoryFolder;
import tribunal.history.file.Journal;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;

/**
 * Measures how many entries per second are judged, from files of JSON Lines to the whole judgement of a run. It writes
 * a {@link SampleHistory} of a given number of orders, 142 entries each, to disk and judges it several times. Run it
 * with the heap size that should be enough.
 */
public final class LargeHistoryBenchmark {
    private static final int BATCH_SIZE = 10_000;
    private static final double NANOS = 1e9;

    private LargeHistoryBenchmark() {}

    /** Arguments: {@code orders rounds}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("large-history");
        try {
            long entries = write(new SampleHistory(Integer.parseInt(arguments[0]), 42), folder);
            for (int round = 1; round <= Integer.parseInt(arguments[1]); round++) {
                judge(folder, entries);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Writes one file for each witness; returns the number of entries. */
    private static long write(SampleHistory sample, Path folder) throws IOException {
        try (Journals journals = new Journals(folder)) {
            sample.writeTo(journals::add);
            return journals.count;
        }
    }

    /** The journals of all witnesses. Entries are appended in batches. */
    private static final class Journals implements AutoCloseable {
        private final Map<Witness, Journal> files = new EnumMap<>(Witness.class);
        private final List<Entry> waiting = new ArrayList<>(BATCH_SIZE);
        private long count;

        Journals(Path folder) {
            for (Witness witness : Witness.values()) {
                files.put(witness, Journal.open(folder.resolve(witness + ".jsonl")));
            }
        }

        void add(Entry entry) {
            count++;
            waiting.add(entry);
            if (waiting.size() == BATCH_SIZE) {
                flush();
            }
        }

        private void flush() {
            files.forEach((witness, journal) -> journal.append(
                    waiting.stream().filter(e -> e.witness() == witness).toList()));
            waiting.clear();
        }

        @Override
        public void close() throws IOException {
            flush();
            for (Journal journal : files.values()) {
                journal.close();
            }
        }
    }

    private static void judge(Path folder, long entries) throws IOException {
        AppModel model = ScenarioCatalogue.model();
        long began = System.nanoTime();
        long cpu = cpuNanos();
        Verdicts verdicts;
        try (HistoryFolder history = HistoryFolder.open(folder)) {
            verdicts = Judge.judge(history, model);
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        double cpuSeconds = (cpuNanos() - cpu) / NANOS;
        System.out.printf(
                Locale.ROOT,
                "%,d entries in %.1f s, %.1f s of processors: %,.0f entries/s, %,.0f/s a core; exit code %d%n",
                entries,
                seconds,
                cpuSeconds,
                entries / seconds,
                entries / cpuSeconds,
                verdicts.exitCode());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
