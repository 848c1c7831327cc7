package tribunal.simulation.time;

import foodcourt.port.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A signal whose waits pass virtual time. */
final class SimulatedSignal implements Signal {
    private final VirtualTime time;
    private final List<SimulatedThread> waiting = new ArrayList<>(1);
    private boolean raised;

    SimulatedSignal(VirtualTime time) {
        this.time = time;
    }

    @Override
    public void raise() {
        raised = true;
        if (!waiting.isEmpty()) {
            time.wake(waiting.removeFirst());
        }
    }

    @Override
    public boolean await(Duration atMost) {
        return await(atMost.toNanos());
    }

    boolean await(long atMost) {
        if (!raised && atMost > 0) {
            SimulatedThread thread = time.running();
            waiting.add(thread);
            time.sleep(atMost);
            waiting.remove(thread);
        }
        boolean wasRaised = raised;
        raised = false;
        return wasRaised;
    }
}
