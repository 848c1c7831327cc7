package tribunal.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tribunal.history.AppModel;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.scenario.file.Catalogue;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;

/** What a simulation pays for each of its histories: 20 orders, 3,085 entries, in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JudgeBenchmark {
    static final int ORDERS = 20;
    private static final long SEED = 42;

    private final List<Entry> entries = new History(new SampleHistory(ORDERS, SEED).entries()).entries();
    private final AppModel model = Catalogue.model();

    int entries() {
        return entries.size();
    }

    /** The nine verdicts and the situations alone. */
    @Benchmark
    public Judge.Rulings rulings() {
        return Judge.rulings(new History(entries), model);
    }

    /** All that is said of a run: latencies, budgets, situations and counts too. */
    @Benchmark
    public Verdicts judge() {
        return Judge.judge(new History(entries), model);
    }
}
