package tribunal.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import tribunal.fault.Fates;
import tribunal.simulation.Choice.Fated;
import tribunal.simulation.Choice.Incident;
import tribunal.simulation.Choice.Late;
import tribunal.simulation.Choice.Trouble;
import tribunal.simulation.time.Pace;
import tribunal.simulation.time.SimulatedThread;

/**
 * Somebody else decides, and every choice that is asked for is noted: told again, they give the same run.
 *
 * @param heard gets the choices, in the order of asking
 */
record Overheard(Choices decider, SequencedSet<Choice> heard) implements Choices {
    @Override
    public boolean places(String order) {
        return decider.places(order);
    }

    @Override
    public Fates fates() {
        Fates fates = decider.fates();
        return attempt -> {
            Optional<Fates.Decision> decision = fates.decide(attempt);
            decision.ifPresent(d -> heard.add(new Fated(attempt, d.rule(), d.fate())));
            return decision;
        };
    }

    @Override
    public Pace pace() {
        Pace pace = decider.pace();
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
