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

/** One simulated process. Its threads pause and stop together. */
public final class SimulatedProcess implements Threads {
    private final VirtualTime time;
    private final String name;
    private final List<SimulatedThread> pausedThreads = new ArrayList<>();
    private final Map<String, Integer> nameCounts = new LinkedHashMap<>();
    private final boolean isHarness;
    private boolean isDead;
    private boolean isPaused;

    /** @param isHarness whether it belongs to the simulation itself, not to the app */
    SimulatedProcess(VirtualTime time, String name, boolean isHarness) {
        this.isHarness = isHarness;
        this.time = time;
        this.name = name;
    }

    public String name() {
        return name;
    }

    boolean isHarness() {
        return isHarness;
    }

    public boolean isDead() {
        return isDead;
    }

    public boolean isPaused() {
        return isPaused;
    }

    /** Stops all its threads for ever. */
    public void kill() {
        isDead = true;
    }

    /** Stops all its threads until {@link #resume}; they keep what they hold. */
    public void pause() {
        isPaused = true;
    }

    public void resume() {
        isPaused = false;
        pausedThreads.forEach(time::resume);
        pausedThreads.clear();
    }

    void resumeLater(SimulatedThread thread) {
        pausedThreads.add(thread);
    }

    @Override
    public Task start(String threadName, Runnable work) {
        SimulatedThread thread = time.start(this, name + " " + unique(threadName), work);
        return () -> time.join(thread);
    }

    /** Makes a thread name unique, since it keys the thread's random draws. */
    private String unique(String threadName) {
        int number = nameCounts.merge(threadName, 1, Integer::sum);
        return number == 1 ? threadName : threadName + " ~" + number;
    }

    @Override
    public void sleep(Duration duration) {
        time.sleep(duration.toNanos());
    }

    @Override
    public Signal newSignal() {
        return new SimulatedSignal(time);
    }

    @Override
    public Mutex newMutex() {
        return new Mutex() {
            @Override
            public <T> T locked(Supplier<T> noPortCallInside) {
                return time.withoutThreadSwitch(noPortCallInside);
            }
        };
    }
}
