package tribunal.load.outage;

import java.util.List;
import tribunal.fault.plan.PlannedOutage;

/** The parts of a run that outages affect. */
public interface OutageTargets {
    /** Ends an outage: returns when the affected part is up again. */
    interface Ending {
        void end() throws InterruptedException;
    }

    /** The names of all nodes. */
    List<String> nodes();

    /** Begins an outage, records that, and returns what ends it. */
    Ending begin(PlannedOutage outage) throws InterruptedException;
}
