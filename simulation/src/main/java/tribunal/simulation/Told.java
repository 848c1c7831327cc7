package tribunal.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tribunal.fault.Attempt;
import tribunal.fault.Fates;
import tribunal.simulation.Choice.Fated;
import tribunal.simulation.Choice.Incident;
import tribunal.simulation.Choice.Late;
import tribunal.simulation.Choice.Trouble;
import tribunal.simulation.time.Pace;
import tribunal.simulation.time.SimulatedThread;

/** A story decides: what it tells happens, nothing else does. */
final class Told implements Choices {
    private final Optional<Set<String>> orders;
    private final Map<Attempt, Fates.Decision> fates = new LinkedHashMap<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<Call, Trouble> troubles = new LinkedHashMap<>();
    private final Map<Call, Long> late = new LinkedHashMap<>();

    private record Call(String thread, int number) {}

    /** @param orders those that are placed; empty for all of the schedule */
    Told(Optional<Set<String>> orders, Collection<? extends Choice> choices) {
        this.orders = orders;
        for (Choice choice : choices) {
            switch (choice) {
                case Fated f -> fates.put(f.attempt(), new Fates.Decision(f.rule(), f.fate()));
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
    public Fates fates() {
        return attempt -> Optional.ofNullable(fates.get(attempt));
    }

    @Override
    public Pace pace() {
        return late.isEmpty()
                ? Pace.EVEN
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
