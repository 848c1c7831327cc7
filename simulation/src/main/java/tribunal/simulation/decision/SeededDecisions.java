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
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.decision.Decision.Trouble;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SequentialRandom;
import tribunal.simulation.time.SimulatedThread;

/** Chance decides: each choice is a pure function of the seed and a stable key. */
public final class SeededDecisions implements Decisions {
    /** What cannot last longer in a storm would never be met. */
    private static final long EARLIEST = Duration.ofMillis(500).toNanos();

    private static final long TROUBLES = SequentialRandom.key("troubles");

    private final FaultPlan plan;
    private final SequentialRandom chance;
    private final SchedulingStrategy pace;
    private final List<Incident> incidents;
    private final List<Outage> onCalls;

    /**
     * @param nodes who can be killed
     * @param subscribers whose lines can be cut
     */
    public SeededDecisions(Scenario scenario, long seed, FaultPlan plan, List<String> nodes, List<String> subscribers) {
        this.plan = plan;
        this.chance = new SequentialRandom(seed);
        this.pace = scenario.isExact() ? SchedulingStrategy.EVEN : SchedulingStrategies.drawn(chance);
        this.onCalls = scenario.outages().stream()
                .filter(outage -> outage.kind().befallsCalls())
                .toList();
        this.incidents = incidents(scenario, nodes, subscribers);
    }

    private List<Incident> incidents(Scenario scenario, List<String> nodes, List<String> subscribers) {
        List<Incident> all = new ArrayList<>();
        long from = scenario.phases().warmUp().toNanos();
        long storm = scenario.phases().storm().toNanos();
        for (Outage outage : scenario.outages()) {
            long key = SequentialRandom.key(outage.kind().label());
            long times = outage.timesMin() + (long) (chance.of(key, 0) * (outage.timesMax() - outage.timesMin() + 1));
            for (int n = 1; n <= times && !outage.kind().befallsCalls(); n++) {
                long lasting = lasting(outage, key, n);
                long at = from + EARLIEST + (long) (chance.of(key + 1, n) * Math.max(0, storm - 2 * EARLIEST));
                all.add(new Incident(outage.kind(), target(outage.kind(), nodes, subscribers, n), at, lasting));
            }
        }
        return List.copyOf(all);
    }

    private long lasting(Outage outage, long key, int n) {
        double draw = chance.of(key + 2, n);
        long span = outage.max().minus(outage.min()).toNanos();
        long lasting = outage.min().toNanos() + (long) (draw * span);
        return outage.kind() == Kind.SKEW_CLOCK && chance.of(key + 3, n) < 0.5 ? -lasting : lasting;
    }

    private String target(Kind kind, List<String> nodes, List<String> subscribers, int n) {
        long key = SequentialRandom.key("target of " + kind.label());
        return switch (kind) {
            case CUT_DATABASE, SLOW_DATABASE -> "store";
            case CUT_UPDATES, SLOW_UPDATES -> one(subscribers, key, n);
            default -> one(nodes, key, n);
        };
    }

    private String one(List<String> of, long key, int n) {
        return of.isEmpty() ? "nobody" : of.get((int) (chance.of(key, n) * of.size()));
    }

    @Override
    public boolean places(String order) {
        return true;
    }

    @Override
    public FateDecider fates() {
        return plan;
    }

    @Override
    public SchedulingStrategy pace() {
        return pace;
    }

    @Override
    public List<Incident> incidents() {
        return incidents;
    }

    @Override
    public Optional<Trouble> trouble(SimulatedThread thread, int call) {
        if (onCalls.isEmpty()) {
            return Optional.empty();
        }
        double left = chance.of(thread.key() + TROUBLES, call);
        for (Outage outage : onCalls) {
            left -= outage.ratio();
            if (left < 0) {
                double applied = chance.of(thread.key() + TROUBLES + 1, call);
                return Optional.of(new Trouble(
                        outage.kind(), thread.name(), call, lasting(outage, thread.key(), call), applied < 0.5));
            }
        }
        return Optional.empty();
    }
}
