package tribunal.simulation.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tribunal.history.IndexedRandom;

/**
 * A virtual thread that runs only while it holds the baton of its {@link VirtualTime}. A thread of a dead node is never
 * resumed, so its {@code finally} blocks do not run; the JVM forgets it (start the JVM with
 * {@code -Djdk.trackAllThreads=false}).
 */
public final class SimulatedThread {
    final SimulatedProcess node;
    final List<SimulatedSignal> joinSignals = new ArrayList<>(0);
    long wakeAt;
    long sequence;
    int heapIndex = -1;
    boolean isFinished;

    private final String name;
    private final long key;
    private final Thread thread;
    private boolean isStarted;
    private volatile boolean holdsBaton;
    private int calls;
    private int draws;

    SimulatedThread(SimulatedProcess node, String name, Runnable body) {
        this.node = node;
        this.name = name;
        this.key = IndexedRandom.key(name);
        this.thread = Thread.ofVirtual().name(name).unstarted(body);
    }

    /** Returns the names of node and thread; equal in every run of a seed. */
    public String name() {
        return name;
    }

    /** Returns the key of its name, for {@link IndexedRandom}. */
    public long key() {
        return key;
    }

    /** Counts a port call and returns its number, from 1. */
    int nextCall() {
        return ++calls;
    }

    /** Counts a random draw and returns its number, from 1. */
    public int nextDraw() {
        return ++draws;
    }

    void giveBaton() {
        holdsBaton = true;
        if (isStarted) {
            LockSupport.unpark(thread);
        } else {
            isStarted = true;
            thread.start();
        }
    }

    void awaitBaton() {
        while (!holdsBaton) {
            LockSupport.park(this);
        }
        holdsBaton = false;
    }

    /** Whether it computes or waits for a processor. */
    boolean isRunnable() {
        return thread.getState() == Thread.State.RUNNABLE;
    }

    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }
}
