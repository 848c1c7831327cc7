package tribunal.simulation.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.fault.plan.FateDecider;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.scenario.Scenario;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.time.IndexedRandom;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/** Draws decisions at random: each is a pure function of the seed and a stable key. */
public final class SeededDecisions implements DecisionSource {
    /** Margin between an outage's start and both ends of the storm; a shorter outage would affect nothing. */
    private static final long MARGIN = Duration.ofMillis(500).toNanos();

    // This text must stay as it is: another one would change what every seed draws.
    private static final long CALL_FAULTS = IndexedRandom.key("troubles");

    private final FaultPlan plan;
    private final IndexedRandom random;
    private final SchedulingStrategy strategy;
    private final List<ScheduledOutage> outages;
    private final List<Outage> callOutages;

    /** Takes the names of the nodes that can be killed, and the ids of the subscribers that can be cut off. */
    public SeededDecisions(Scenario scenario, long seed, FaultPlan plan, List<String> nodes, List<String> subscribers) {
        this.plan = plan;
        this.random = new IndexedRandom(seed);
        this.strategy = scenario.isExact() ? SchedulingStrategy.EVEN : SchedulingStrategies.drawn(random);
        this.callOutages = scenario.outages().stream()
                .filter(outage -> outage.kind().affectsCalls())
                .toList();
        this.outages = outages(scenario, nodes, subscribers);
    }

    private List<ScheduledOutage> outages(Scenario scenario, List<String> nodes, List<String> subscribers) {
        List<ScheduledOutage> drawn = new ArrayList<>();
        long start = scenario.phases().warmUp().toNanos();
        long storm = scenario.phases().storm().toNanos();
        for (Outage outage : scenario.outages()) {
            long key = IndexedRandom.key(outage.kind().label());
            long times =
                    outage.timesMin() + (long) (random.fraction(key, 0) * (outage.timesMax() - outage.timesMin() + 1));
            for (int n = 1; n <= times && !outage.kind().affectsCalls(); n++) {
                long nanos = drawNanos(outage, key, n);
                long at = start + MARGIN + (long) (random.fraction(key + 1, n) * Math.max(0, storm - 2 * MARGIN));
                drawn.add(new ScheduledOutage(outage.kind(), target(outage.kind(), nodes, subscribers, n), at, nanos));
            }
        }
        return List.copyOf(drawn);
    }

    private long drawNanos(Outage outage, long key, int n) {
        double fraction = random.fraction(key + 2, n);
        long span = outage.max().minus(outage.min()).toNanos();
        long nanos = outage.min().toNanos() + (long) (fraction * span);
        return outage.kind() == Kind.SKEW_CLOCK && random.fraction(key + 3, n) < 0.5 ? -nanos : nanos;
    }

    private String target(Kind kind, List<String> nodes, List<String> subscribers, int n) {
        long key = IndexedRandom.key("target of " + kind.label());
        return switch (kind) {
            case CUT_DATABASE, SLOW_DATABASE -> "store";
            case CUT_UPDATES, SLOW_UPDATES, FAIL_UPDATES -> pick(subscribers, key, n);
            default -> pick(nodes, key, n);
        };
    }

    private String pick(List<String> names, long key, int n) {
        return names.isEmpty() ? "nobody" : names.get((int) (random.fraction(key, n) * names.size()));
    }

    @Override
    public boolean isPlaced(String order) {
        return true;
    }

    @Override
    public FateDecider fates() {
        return plan;
    }

    @Override
    public SchedulingStrategy schedulingStrategy() {
        return strategy;
    }

    @Override
    public List<ScheduledOutage> outages() {
        return outages;
    }

    @Override
    public Optional<CallFault> callFault(SimulatedThread thread, int call) {
        if (callOutages.isEmpty()) {
            return Optional.empty();
        }
        double rest = random.fraction(thread.key() + CALL_FAULTS, call);
        for (Outage outage : callOutages) {
            rest -= outage.ratio();
            if (rest < 0) {
                double applied = random.fraction(thread.key() + CALL_FAULTS + 1, call);
                return Optional.of(new CallFault(
                        outage.kind(), thread.name(), call, drawNanos(outage, thread.key(), call), applied < 0.5));
            }
        }
        return Optional.empty();
    }
}
