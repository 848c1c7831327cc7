package tribunal.bench;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.EventFlow;
import tribunal.fault.plan.FateDecider.DecidedFate;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.PlannedEntity;
import tribunal.history.KeyedRandom;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.schedule.Schedule;
import tribunal.verify.Judge;

/** Measures the decision that precedes every attempt: its fate by the sixteen rules of {@code everything}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FateBenchmark {
    private static final long SEED = 42;

    private final FaultPlan plan = plan();
    private final String[] orders = plan.entities().keySet().toArray(String[]::new);
    private int next;

    private static FaultPlan plan() {
        var script = new ScenarioCatalogue(Judge.GUARANTEES).read("everything", ScenarioOverrides.none());
        SortedMap<String, PlannedEntity> orders =
                new TreeMap<>(Schedule.of(script, SEED).planned());
        orders.values().removeIf(order -> order.intended() < 0);
        return new FaultPlan(SEED, script.faults(), orders, EventFlow.of(ScenarioCatalogue.model()));
    }

    /** The decision about a first attempt at charging an order. */
    @Benchmark
    public Optional<DecidedFate> decide() {
        next = (next + 1) % orders.length;
        return plan.decide(new AttemptKey(orders[next], "OrderPlaced", 1, "ChargePayment", 1));
    }

    /** Draws one random number by its key; a decision consists of such draws. */
    @Benchmark
    public double draw() {
        next = (next + 1) % orders.length;
        return new KeyedRandom(SEED).fraction(orders[next]);
    }
}
