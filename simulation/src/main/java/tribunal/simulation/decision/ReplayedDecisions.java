package tribunal.simulation.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.FateDecider;
import tribunal.simulation.decision.Decision.AttemptFate;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.CallLatency;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/** Repeats recorded decisions; nothing else that is unusual happens. */
public final class ReplayedDecisions implements DecisionSource {
    private final Optional<Set<String>> orders;
    private final Map<AttemptKey, FateDecider.DecidedFate> fates = new LinkedHashMap<>();
    private final List<ScheduledOutage> outages = new ArrayList<>();
    private final Map<Call, CallFault> callFaults = new LinkedHashMap<>();
    private final Map<Call, Long> latencies = new LinkedHashMap<>();

    private record Call(String thread, int number) {}

    /** @param orders ids of the placed orders; empty for all orders of the schedule */
    public ReplayedDecisions(Optional<Set<String>> orders, Collection<? extends Decision> decisions) {
        this.orders = orders;
        for (Decision decision : decisions) {
            switch (decision) {
                case AttemptFate f -> fates.put(f.attempt(), new FateDecider.DecidedFate(f.rule(), f.fate()));
                case ScheduledOutage outage -> outages.add(outage);
                case CallFault fault -> callFaults.put(new Call(fault.thread(), fault.call()), fault);
                case CallLatency c -> latencies.put(new Call(c.thread(), c.call()), c.nanos());
            }
        }
    }

    @Override
    public boolean isPlaced(String order) {
        return orders.map(placed -> placed.contains(order)).orElse(true);
    }

    @Override
    public FateDecider fates() {
        return attempt -> Optional.ofNullable(fates.get(attempt));
    }

    @Override
    public SchedulingStrategy schedulingStrategy() {
        return latencies.isEmpty()
                ? SchedulingStrategy.EVEN
                : (thread, call, typical) -> latencies.getOrDefault(new Call(thread.name(), call), typical);
    }

    @Override
    public List<ScheduledOutage> outages() {
        return outages;
    }

    @Override
    public Optional<CallFault> callFault(SimulatedThread thread, int call) {
        return callFaults.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(callFaults.get(new Call(thread.name(), call)));
    }
}
