package tribunal.simulation.time;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Threads that live, pause and die together: one process. */
public final class SimulatedNode implements Threads {
    private final VirtualTime world;
    private final String name;
    private final List<SimulatedThread> held = new ArrayList<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final boolean isStage;
    private boolean isDead;
    private boolean isPaused;

    /** @param isStage whether it is the simulation's own */
    SimulatedNode(VirtualTime world, String name, boolean isStage) {
        this.isStage = isStage;
        this.world = world;
        this.name = name;
    }

    public String name() {
        return name;
    }

    boolean isStage() {
        return isStage;
    }

    public boolean isDead() {
        return isDead;
    }

    public boolean isPaused() {
        return isPaused;
    }

    /** None of its threads goes on, ever. */
    public void kill() {
        isDead = true;
    }

    /** None of its threads goes on until {@link #resume}; what they hold they keep. */
    public void pause() {
        isPaused = true;
    }

    public void resume() {
        isPaused = false;
        held.forEach(world::ready);
        held.clear();
    }

    void hold(SimulatedThread thread) {
        held.add(thread);
    }

    @Override
    public Task start(String called, Runnable work) {
        SimulatedThread thread = world.start(this, name + " " + unique(called), work);
        return () -> world.join(thread);
    }

    /** Names are what chance is keyed by, so no two threads may share one. */
    private String unique(String called) {
        int number = names.merge(called, 1, Integer::sum);
        return number == 1 ? called : called + " ~" + number;
    }

    @Override
    public void sleep(Duration duration) {
        world.sleep(duration.toNanos());
    }

    @Override
    public Signal newSignal() {
        return new SimulatedSignal(world);
    }

    @Override
    public Mutex newMutex() {
        return new Mutex() {
            @Override
            public <T> T locked(Supplier<T> noPortCallInside) {
                return world.undisturbed(noPortCallInside);
            }
        };
    }
}
