package tribunal.simulation.decision;

import java.util.List;
import java.util.Optional;
import tribunal.fault.plan.FateDecider;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/**
 * Makes the decisions of a simulated run, from a seed or from recorded decisions. Each answer depends on the arguments
 * alone.
 */
public interface DecisionSource {
    /** Whether this order of the schedule is placed. */
    boolean isPlaced(String order);

    FateDecider fates();

    SchedulingStrategy schedulingStrategy();

    /** Returns the outages of nodes, store and connections, with their times. */
    List<ScheduledOutage> outages();

    /** Returns the fault of a call of the store, if it has one. */
    Optional<CallFault> callFault(SimulatedThread thread, int call);
}
