package tribunal.simulation.decision;

import java.util.List;
import java.util.Optional;
import tribunal.fault.plan.FateDecider;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Mode;
import tribunal.fault.plan.OutagePlan;
import tribunal.history.IndexedRandom;
import tribunal.scenario.Scenario;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/** Draws decisions at random: each is a pure function of the seed and a stable key. */
public final class SeededDecisions implements DecisionSource {
    // This text must stay as it is: another one would change what every seed draws.
    private static final long CALL_FAULTS = IndexedRandom.key("troubles");

    private final FaultPlan plan;
    private final OutagePlan outagePlan;
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
        this.outagePlan = new OutagePlan(
                random, scenario.phases().warmUp(), scenario.phases().storm(), nodes, subscribers);
        this.outages = scheduled(scenario, outagePlan);
    }

    private static List<ScheduledOutage> scheduled(Scenario scenario, OutagePlan plan) {
        return plan.draw(scenario.outages()).stream()
                .filter(outage -> outage.kind().isPossibleIn(Mode.SIMULATION))
                .map(outage -> new ScheduledOutage(outage.kind(), outage.target(), outage.at(), outage.nanos()))
                .toList();
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
                        outage.kind(),
                        thread.name(),
                        call,
                        outagePlan.nanos(outage, thread.key(), call),
                        applied < 0.5));
            }
        }
        return Optional.empty();
    }
}
