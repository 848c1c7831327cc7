package tribunal.simulation.decision;

import java.util.List;
import java.util.Optional;
import tribunal.fault.plan.FateDecider;
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.decision.Decision.Trouble;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/** Who decides what a simulated run leaves open: a seed, or a story that was told before. Pure functions, all of them. */
public interface Decisions {
    /** Whether this order of the schedule is placed. */
    boolean places(String order);

    FateDecider fates();

    SchedulingStrategy pace();

    /** What befalls nodes, store and lines, and when. */
    List<Incident> incidents();

    /** What befalls a call of the store. */
    Optional<Trouble> trouble(SimulatedThread thread, int call);
}
