package tribunal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.util.FileSystemUtils;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.file.HistoryFolder;
import tribunal.history.file.Journal;

/** Measures writing the history to disk, one entry at a time before each action, and reading it for the judge. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HistoryBenchmark {
    private static final int ENTRIES = 30_000;

    private final List<Entry> entries = entries();
    private Path folder = Path.of("");
    private Journal journal = Journal.open(Path.of("/dev/null"));
    private int next;

    private static List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        for (int n = 0; n < ENTRIES / 3; n++) {
            String event = "9f1c2b3a-5d4e-5f6a-8b7c-%012d".formatted(n);
            String order = "1a2b3c4d-5e6f-5a7b-8c9d-%012d".formatted(n);
            all.add(new HandedOver(
                    n * 3L, event, "ChargePayment", 1, n, "node-1", order, "OrderPlaced", 1, n * 3L - 2));
            all.add(new AttemptStarted(n * 3L + 1, event, "ChargePayment", 1, 0));
            all.add(new AttemptEnded(n * 3L + 2, event, "ChargePayment", 1, 0, Ending.DONE, null));
        }
        return all;
    }

    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("history");
        try (Journal written = Journal.open(folder.resolve("channel.jsonl"))) {
            written.append(entries);
        }
        journal = Journal.open(folder.resolve("appended"));
    }

    /** Writes one entry synchronously, as the witnesses do. */
    @Benchmark
    public void append() {
        next = (next + 1) % entries.size();
        journal.append(entries.get(next));
    }

    /** Reads, parses and sorts the history. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public History read() throws IOException {
        return HistoryFolder.read(folder);
    }

    @TearDown
    public void remove() throws IOException {
        journal.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
