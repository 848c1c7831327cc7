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
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;

/** Measures the judging of one simulated history: 20 orders, 3,085 entries, in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JudgeBenchmark {
    static final int ORDERS = 20;
    private static final long SEED = 42;

    private final List<Entry> entries = new History(new SampleHistory(ORDERS, SEED).entries()).entries();
    private final AppModel model = ScenarioCatalogue.model();

    int entries() {
        return entries.size();
    }

    /** Judges only the nine guarantees and the situations. */
    @Benchmark
    public Judge.GuaranteeVerdicts verdicts() {
        return Judge.judgeGuarantees(new History(entries), model);
    }

    /** Makes the whole judgement of a run: also latencies, budgets and counts. */
    @Benchmark
    public Verdicts judge() {
        return Judge.judge(new History(entries), model);
    }
}
