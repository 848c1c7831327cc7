package tribunal.bench;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tribunal.fault.Attempt;
import tribunal.fault.Fate;
import tribunal.fault.Plan;
import tribunal.fault.PlannedOrder;
import tribunal.history.Draw;
import tribunal.scenario.Catalogue;
import tribunal.scenario.Overrides;
import tribunal.scenario.Schedule;
import tribunal.verify.Judge;

/** The decision that every attempt waits for: which fate it has, of the sixteen rules of {@code everything}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FateBenchmark {
    private static final long SEED = 42;

    private final Plan plan = plan();
    private final String[] orders = plan.orders().keySet().toArray(String[]::new);
    private int next;

    private static Plan plan() {
        var script = new Catalogue(Judge.GUARANTEES).read("everything", Overrides.none());
        SortedMap<String, PlannedOrder> orders =
                new TreeMap<>(Schedule.of(script, SEED).planned());
        orders.values().removeIf(order -> order.intended() < 0);
        return new Plan(SEED, script.faults(), orders);
    }

    /** A first attempt at charging some order. */
    @Benchmark
    public Fate decide() {
        next = (next + 1) % orders.length;
        return plan.fateOf(new Attempt(orders[next], "OrderPlaced", 1, "ChargePayment", 1));
    }

    /** One draw from one key: what a decision is made of. */
    @Benchmark
    public double draw() {
        next = (next + 1) % orders.length;
        return new Draw(SEED).of(orders[next]);
    }
}
