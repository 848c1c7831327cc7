package tribunal.simulation.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time and the threads in it. Only the thread that holds the baton runs; each port call passes the baton to the
 * thread with the earliest time. So one seed always gives one run, entry by entry. Time passes only when all threads
 * wait.
 *
 * <p>After FoundationDB's simulator and turmoil; threads instead of futures, since the app is plain blocking code.
 */
public final class VirtualTime {
    /** Seconds of real time between two checks that the baton moves. */
    private static final long CHECK_SECONDS = 2;

    /** Number of checks in a row during which a thread may keep the baton while it computes. */
    private static final int CHECKS_WHILE_COMPUTING = 15;

    /** A run with more thread switches is taken for an endless loop. */
    private static final long THREAD_SWITCHES_MAX = 50_000_000;

    /** Nanoseconds of virtual time between waking a thread and its running. */
    private static final long WAKE_LATENCY = 5_000;

    private static final long DAY = 86_400_000_000_000L;

    private final TimerQueue timers = new TimerQueue();
    private final SchedulingStrategy strategy;
    private final AtomicLong threadSwitches = new AtomicLong();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final List<RuntimeException> uncaught = new ArrayList<>();
    private long now;
    private boolean isInMutex;
    private volatile @Nullable SimulatedThread running;
    private volatile @Nullable Throwable failure;

    public VirtualTime(SchedulingStrategy strategy) {
        this.strategy = strategy;
    }

    /** Adds a process of the app; an exception in one of its threads ends that thread alone. */
    public SimulatedProcess node(String name) {
        return new SimulatedProcess(this, name, false);
    }

    /** Adds a process of the simulation itself; an exception in one of its threads fails the run. */
    public SimulatedProcess harnessProcess(String name) {
        return new SimulatedProcess(this, name, true);
    }

    /** Virtual nanoseconds since the run began. */
    public long now() {
        return now;
    }

    /** Returns how often control passed from one thread to another. */
    public long threadSwitches() {
        return threadSwitches.get();
    }

    /** Returns the exceptions that ended threads of the app, in the order of time. */
    public List<RuntimeException> uncaught() {
        return List.copyOf(uncaught);
    }

    public SimulatedThread running() {
        SimulatedThread thread = running;
        if (thread == null) {
            throw new IllegalStateException("no thread runs: the simulation has not begun");
        }
        return thread;
    }

    /**
     * Runs all threads until this work is done, then abandons them. The caller is a thread outside of the simulation.
     *
     * @throws NoProgressException if a thread blocks outside the ports, or the threads loop
     * @throws IllegalStateException if a simulated thread ended with an Error, or a thread of the harness with any
     *     exception
     */
    public void run(SimulatedProcess harness, Runnable work) throws InterruptedException {
        harness.start("run", () -> {
            work.run();
            finished.countDown();
        });
        next().giveBaton();
        awaitFinished();
        Throwable thrown = failure;
        if (thrown instanceof NoProgressException noProgress) {
            throw noProgress;
        }
        if (thrown != null) {
            throw new IllegalStateException("a simulated thread failed: " + thrown, thrown);
        }
    }

    private void awaitFinished() throws InterruptedException {
        long before = -1;
        int unchanged = 0;
        while (!finished.await(CHECK_SECONDS, TimeUnit.SECONDS)) {
            unchanged = threadSwitches.get() == before ? unchanged + 1 : 0;
            if (unchanged >= (isComputing() ? CHECKS_WHILE_COMPUTING : 1)) {
                throw new NoProgressException(describeRunning());
            }
            before = threadSwitches.get();
        }
    }

    /**
     * Whether the thread with the baton computes and is not blocked: a slow machine may spend seconds on loading its
     * classes.
     */
    private boolean isComputing() {
        SimulatedThread thread = running;
        return thread != null && thread.isRunnable();
    }

    private String describeRunning() {
        SimulatedThread thread = running;
        return thread == null
                ? "the simulation never began"
                : thread.name() + " keeps the baton: it blocks outside the ports\n"
                        + Arrays.stream(thread.stack()).map(f -> "    at " + f).collect(Collectors.joining("\n"));
    }

    SimulatedThread start(SimulatedProcess node, String name, Runnable work) {
        SimulatedThread[] self = new SimulatedThread[1];
        SimulatedThread thread = new SimulatedThread(node, name, () -> runThread(self[0], work));
        self[0] = thread;
        timers.put(thread, now + strategy.nanos(thread, thread.nextCall(), WAKE_LATENCY));
        return thread;
    }

    private void runThread(SimulatedThread self, Runnable work) {
        self.awaitBaton();
        try {
            work.run();
        } catch (RuntimeException e) {
            if (self.node.isHarness()) {
                fail(e);
            }
            uncaught.add(e);
        } catch (Throwable e) {
            fail(e);
        }
        self.isFinished = true;
        self.joinSignals.forEach(SimulatedSignal::raise);
        if (finished.getCount() > 0) {
            passBaton();
        }
    }

    private void fail(Throwable e) {
        failure = e;
        finished.countDown();
    }

    private void passBaton() {
        try {
            next().giveBaton();
        } catch (NoProgressException e) {
            fail(e);
        }
    }

    /** Makes a port call in the running thread; other threads may run before it returns. */
    public void call(long typical) {
        SimulatedThread thread = running();
        sleep(strategy.nanos(thread, thread.nextCall(), typical));
    }

    /** Lets the running thread wait. */
    public void sleep(long nanos) {
        if (isInMutex) {
            throw new IllegalStateException("a port was called inside a mutex");
        }
        SimulatedThread thread = running();
        timers.put(thread, now + Math.clamp(nanos, 0, DAY));
        SimulatedThread next = next();
        if (next != thread) {
            next.giveBaton();
            thread.awaitBaton();
        }
    }

    /** Wakes a waiting thread early. */
    void wake(SimulatedThread thread) {
        long at = now + strategy.nanos(thread, thread.nextCall(), WAKE_LATENCY);
        if (at < thread.wakeAt) {
            timers.put(thread, at);
        }
    }

    /** Lets a thread run now, after the threads that were due before it. */
    void resume(SimulatedThread thread) {
        timers.put(thread, now);
    }

    void join(SimulatedThread thread) {
        if (!thread.isFinished) {
            SimulatedSignal ended = new SimulatedSignal(this);
            thread.joinSignals.add(ended);
            ended.await(DAY);
        }
    }

    <T> T withoutThreadSwitch(Supplier<T> work) {
        if (isInMutex) {
            throw new IllegalStateException("a mutex is not reentrant");
        }
        isInMutex = true;
        try {
            return work.get();
        } finally {
            isInMutex = false;
        }
    }

    private SimulatedThread next() {
        if (threadSwitches.get() > THREAD_SWITCHES_MAX) {
            throw new NoProgressException(
                    "more than " + THREAD_SWITCHES_MAX + " thread switches: the threads loop without an end");
        }
        for (SimulatedThread next = timers.poll(); next != null; next = timers.poll()) {
            if (next.node.isPaused()) {
                next.node.resumeLater(next);
            } else if (!next.node.isDead()) {
                now = Math.max(now, next.wakeAt);
                threadSwitches.lazySet(threadSwitches.get() + 1);
                running = next;
                return next;
            }
        }
        throw new NoProgressException("all threads wait for each other");
    }
}
