package tribunal.simulation.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A virtual thread that runs only while it holds its world's baton. One whose node is dead is never resumed, so none of its
 * {@code finally} blocks takes effect; the JVM forgets it (start it with {@code -Djdk.trackAllThreads=false}).
 */
public final class SimulatedThread {
    final SimulatedNode node;
    final List<SimulatedSignal> joining = new ArrayList<>(0);
    long wakeAt;
    long sequence;
    int place = -1;
    boolean isOver;

    private final String name;
    private final long key;
    private final Thread carried;
    private boolean isStarted;
    private volatile boolean holdsBaton;
    private int calls;
    private int draws;

    SimulatedThread(SimulatedNode node, String name, Runnable life) {
        this.node = node;
        this.name = name;
        this.key = SequentialRandom.key(name);
        this.carried = Thread.ofVirtual().name(name).unstarted(life);
    }

    /** Its node's name and its own: the same in every run of a seed. */
    public String name() {
        return name;
    }

    /** Its name as a number. */
    public long key() {
        return key;
    }

    public SimulatedNode node() {
        return node;
    }

    /** The number of its next port call, from 1. */
    int nextCall() {
        return ++calls;
    }

    /** The number of its next draw, from 1. */
    public int nextDraw() {
        return ++draws;
    }

    void giveBaton() {
        holdsBaton = true;
        if (isStarted) {
            LockSupport.unpark(carried);
        } else {
            isStarted = true;
            carried.start();
        }
    }

    void awaitBaton() {
        while (!holdsBaton) {
            LockSupport.park(this);
        }
        holdsBaton = false;
    }

    /** Whether it computes, or would if there were a processor for it. */
    boolean isRunnable() {
        return carried.getState() == Thread.State.RUNNABLE;
    }

    StackTraceElement[] stack() {
        return carried.getStackTrace();
    }
}
