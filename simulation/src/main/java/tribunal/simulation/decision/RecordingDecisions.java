package tribunal.simulation.decision;

import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import tribunal.fault.plan.FateDecider;
import tribunal.simulation.decision.Decision.Fated;
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.decision.Decision.Late;
import tribunal.simulation.decision.Decision.Trouble;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/**
 * Somebody else decides, and every choice that is asked for is noted: told again, they give the same run.
 *
 * @param heard gets the choices, in the order of asking
 */
public record RecordingDecisions(Decisions decider, SequencedSet<Decision> heard) implements Decisions {
    @Override
    public boolean places(String order) {
        return decider.places(order);
    }

    @Override
    public FateDecider fates() {
        FateDecider fates = decider.fates();
        return attempt -> {
            Optional<FateDecider.Decision> decision = fates.decide(attempt);
            decision.ifPresent(d -> heard.add(new Fated(attempt, d.rule(), d.fate())));
            return decision;
        };
    }

    @Override
    public SchedulingStrategy pace() {
        SchedulingStrategy pace = decider.pace();
        return (thread, call, usual) -> {
            long nanos = pace.nanos(thread, call, usual);
            if (nanos != usual) {
                heard.add(new Late(thread.name(), call, nanos));
            }
            return nanos;
        };
    }

    @Override
    public List<Incident> incidents() {
        heard.addAll(decider.incidents());
        return decider.incidents();
    }

    @Override
    public Optional<Trouble> trouble(SimulatedThread thread, int call) {
        Optional<Trouble> trouble = decider.trouble(thread, call);
        trouble.ifPresent(heard::add);
        return trouble;
    }
}
