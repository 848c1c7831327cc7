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
import tribunal.simulation.decision.Decision.Fated;
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.decision.Decision.Late;
import tribunal.simulation.decision.Decision.Trouble;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/** A story decides: what it tells happens, nothing else does. */
public final class ReplayedDecisions implements Decisions {
    private final Optional<Set<String>> orders;
    private final Map<AttemptKey, FateDecider.Decision> fates = new LinkedHashMap<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<Call, Trouble> troubles = new LinkedHashMap<>();
    private final Map<Call, Long> late = new LinkedHashMap<>();

    private record Call(String thread, int number) {}

    /** @param orders those that are placed; empty for all of the schedule */
    public ReplayedDecisions(Optional<Set<String>> orders, Collection<? extends Decision> choices) {
        this.orders = orders;
        for (Decision choice : choices) {
            switch (choice) {
                case Fated f -> fates.put(f.attempt(), new FateDecider.Decision(f.rule(), f.fate()));
                case Incident i -> incidents.add(i);
                case Trouble t -> troubles.put(new Call(t.thread(), t.call()), t);
                case Late l -> late.put(new Call(l.thread(), l.call()), l.nanos());
            }
        }
    }

    @Override
    public boolean places(String order) {
        return orders.map(kept -> kept.contains(order)).orElse(true);
    }

    @Override
    public FateDecider fates() {
        return attempt -> Optional.ofNullable(fates.get(attempt));
    }

    @Override
    public SchedulingStrategy pace() {
        return late.isEmpty()
                ? SchedulingStrategy.EVEN
                : (thread, call, usual) -> late.getOrDefault(new Call(thread.name(), call), usual);
    }

    @Override
    public List<Incident> incidents() {
        return incidents;
    }

    @Override
    public Optional<Trouble> trouble(SimulatedThread thread, int call) {
        return troubles.isEmpty() ? Optional.empty() : Optional.ofNullable(troubles.get(new Call(thread.name(), call)));
    }
}
