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
 * Virtual time and the threads in it. One thread runs at a time; each port call hands the baton on to whoever's time comes
 * first, so that the same seed gives the same run, entry by entry. Time passes only when all wait.
 *
 * <p>After FoundationDB's simulator and turmoil; threads instead of futures, since the app is plain blocking code.
 */
public final class VirtualTime {
    /** Between two looks at whether the baton still goes round. */
    private static final long LOOK_SECONDS = 2;

    /** So many looks in a row a thread may have the baton if it is at work all the time. */
    private static final int LOOKS_AT_WORK = 15;

    /** A world that needs more turns in a circle. */
    private static final long HAND_OVERS_MAX = 50_000_000;

    /** From being woken to going on. */
    private static final long WAKING = 5_000;

    private static final long DAY = 86_400_000_000_000L;

    private final TimerQueue agenda = new TimerQueue();
    private final SchedulingStrategy pace;
    private final AtomicLong handOvers = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<RuntimeException> uncaught = new ArrayList<>();
    private long now;
    private boolean isUndisturbed;
    private volatile @Nullable SimulatedThread running;
    private volatile @Nullable Throwable failure;

    public VirtualTime(SchedulingStrategy pace) {
        this.pace = pace;
    }

    /** A new process of the app: what its threads throw ends them alone. */
    public SimulatedNode node(String name) {
        return new SimulatedNode(this, name, false);
    }

    /** A new process of the simulation's own: what its threads throw fails the world. */
    public SimulatedNode stage(String name) {
        return new SimulatedNode(this, name, true);
    }

    /** Nanoseconds since the world began. */
    public long now() {
        return now;
    }

    /** How often one thread has handed on to another. */
    public long handOvers() {
        return handOvers.get();
    }

    /** What threads of the app threw, each of which it ended, in the order of time. */
    public List<RuntimeException> uncaught() {
        return List.copyOf(uncaught);
    }

    /** Who runs now. */
    public SimulatedThread running() {
        SimulatedThread thread = running;
        if (thread == null) {
            throw new IllegalStateException("nobody runs: the world has not begun");
        }
        return thread;
    }

    /**
     * Lets the world go until this work is done; all that lives then is abandoned. To be called from a thread outside of it.
     *
     * @throws NoProgressException if a thread blocks on something that is no port, or turns in a circle
     * @throws IllegalStateException if a thread of the world ended with an Error
     */
    public void run(SimulatedNode harness, Runnable work) throws InterruptedException {
        harness.start("run", () -> {
            work.run();
            over.countDown();
        });
        next().giveBaton();
        awaitOver();
        Throwable broken = failure;
        if (broken instanceof NoProgressException stuck) {
            throw stuck;
        }
        if (broken != null) {
            throw new IllegalStateException("a simulated thread failed: " + broken, broken);
        }
    }

    private void awaitOver() throws InterruptedException {
        long before = -1;
        int still = 0;
        while (!over.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
            still = handOvers.get() == before ? still + 1 : 0;
            if (still >= (isAtWork() ? LOOKS_AT_WORK : 1)) {
                throw new NoProgressException(whereabouts());
            }
            before = handOvers.get();
        }
    }

    /** Whoever has the baton is not blocked: a machine may be slow to load its classes. */
    private boolean isAtWork() {
        SimulatedThread thread = running;
        return thread != null && thread.isRunnable();
    }

    private String whereabouts() {
        SimulatedThread thread = running;
        return thread == null
                ? "the world never began"
                : thread.name() + " keeps the baton: it blocks on something that is no port\n"
                        + Arrays.stream(thread.stack()).map(f -> "    at " + f).collect(Collectors.joining("\n"));
    }

    SimulatedThread start(SimulatedNode node, String name, Runnable work) {
        SimulatedThread[] self = new SimulatedThread[1];
        SimulatedThread thread = new SimulatedThread(node, name, () -> live(self[0], work));
        self[0] = thread;
        agenda.put(thread, now + pace.nanos(thread, thread.nextCall(), WAKING));
        return thread;
    }

    private void live(SimulatedThread self, Runnable work) {
        self.awaitBaton();
        try {
            work.run();
        } catch (RuntimeException e) {
            if (self.node.isStage()) {
                fail(e);
            }
            uncaught.add(e);
        } catch (Throwable e) {
            fail(e);
        }
        self.isOver = true;
        self.joining.forEach(SimulatedSignal::raise);
        if (over.getCount() > 0) {
            handOn();
        }
    }

    private void fail(Throwable e) {
        failure = e;
        over.countDown();
    }

    private void handOn() {
        try {
            next().giveBaton();
        } catch (NoProgressException e) {
            fail(e);
        }
    }

    /** A port call of the running thread: others may go on before it does. */
    public void call(long usual) {
        SimulatedThread me = running();
        sleep(pace.nanos(me, me.nextCall(), usual));
    }

    /** The running thread waits. */
    public void sleep(long nanos) {
        if (isUndisturbed) {
            throw new IllegalStateException("a port was called inside a mutex");
        }
        SimulatedThread me = running();
        agenda.put(me, now + Math.clamp(nanos, 0, DAY));
        SimulatedThread next = next();
        if (next != me) {
            next.giveBaton();
            me.awaitBaton();
        }
    }

    /** Brings a waiting thread's time forward. */
    void wake(SimulatedThread thread) {
        long at = now + pace.nanos(thread, thread.nextCall(), WAKING);
        if (at < thread.wakeAt) {
            agenda.put(thread, at);
        }
    }

    /** Its time has come, as soon as those before it have had theirs. */
    void ready(SimulatedThread thread) {
        agenda.put(thread, now);
    }

    void join(SimulatedThread thread) {
        if (!thread.isOver) {
            SimulatedSignal ended = new SimulatedSignal(this);
            thread.joining.add(ended);
            ended.await(DAY);
        }
    }

    <T> T undisturbed(Supplier<T> work) {
        if (isUndisturbed) {
            throw new IllegalStateException("a mutex is not reentrant");
        }
        isUndisturbed = true;
        try {
            return work.get();
        } finally {
            isUndisturbed = false;
        }
    }

    private SimulatedThread next() {
        if (handOvers.get() > HAND_OVERS_MAX) {
            throw new NoProgressException("more than " + HAND_OVERS_MAX + " hand-overs: the world turns in a circle");
        }
        for (SimulatedThread next = agenda.poll(); next != null; next = agenda.poll()) {
            if (next.node.isPaused()) {
                next.node.hold(next);
            } else if (!next.node.isDead()) {
                now = Math.max(now, next.wakeAt);
                handOvers.lazySet(handOvers.get() + 1);
                running = next;
                return next;
            }
        }
        throw new NoProgressException("everybody waits for somebody else");
    }
}
