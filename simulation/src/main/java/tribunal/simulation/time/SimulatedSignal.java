package tribunal.simulation.time;

import foodcourt.port.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A latch whose wait ends in virtual time. */
final class SimulatedSignal implements Signal {
    private final VirtualTime world;
    private final List<SimulatedThread> waiting = new ArrayList<>(1);
    private boolean raised;

    SimulatedSignal(VirtualTime world) {
        this.world = world;
    }

    @Override
    public void raise() {
        raised = true;
        if (!waiting.isEmpty()) {
            world.wake(waiting.removeFirst());
        }
    }

    @Override
    public boolean await(Duration atMost) {
        return await(atMost.toNanos());
    }

    boolean await(long atMost) {
        if (!raised && atMost > 0) {
            SimulatedThread me = world.running();
            waiting.add(me);
            world.sleep(atMost);
            waiting.remove(me);
        }
        boolean was = raised;
        raised = false;
        return was;
    }
}
