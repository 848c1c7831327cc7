package tribunal.simulation;

import java.util.List;
import java.util.Optional;
import tribunal.fault.Fates;
import tribunal.simulation.Choice.Incident;
import tribunal.simulation.Choice.Trouble;
import tribunal.simulation.time.Pace;
import tribunal.simulation.time.SimulatedThread;

/** Who decides what a simulated run leaves open: a seed, or a story that was told before. Pure functions, all of them. */
interface Choices {
    /** Whether this order of the schedule is placed. */
    boolean places(String order);

    Fates fates();

    Pace pace();

    /** What befalls nodes, store and lines, and when. */
    List<Incident> incidents();

    /** What befalls a call of the store. */
    Optional<Trouble> trouble(SimulatedThread thread, int call);
}
