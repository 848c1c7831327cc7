package tribunal.load.outage;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.PlannedOutage;
import tribunal.load.harness.RunClock;

/**
 * Executes the outages of a run, each at its time on a thread of its own. A victim that is down already is not affected
 * again. At heal every outage ends, and all parts are up again.
 */
public final class OutageDriver implements AutoCloseable {
    /** How long an outage lasts if its duration says by how much it delays. */
    private static final long SLOW_NANOS = Duration.ofSeconds(3).toNanos();

    private final List<PlannedOutage> outages;
    private final RunClock clock;
    private final OutageTargets targets;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch heal = new CountDownLatch(1);
    private final Set<String> victims = new HashSet<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    public OutageDriver(List<PlannedOutage> outages, RunClock clock, OutageTargets targets) {
        this.outages = outages;
        this.clock = clock;
        this.targets = targets;
    }

    /** Schedules all outages, and returns at once. The schedule's start is in nanoseconds since the run's origin. */
    public void start(long scheduleStart) {
        outages.forEach(outage -> threads.execute(() -> executeAt(scheduleStart + outage.at(), outage)));
    }

    private void executeAt(long at, PlannedOutage outage) {
        try {
            if (isHealedWithin(at - clock.now())) {
                return;
            }
            if (outage.kind() == Kind.ROLLING_RESTART) {
                for (String node : targets.nodes()) {
                    executeOn(new PlannedOutage(Kind.STOP_NODE, node, outage.at(), outage.nanos()));
                }
            } else {
                executeOn(outage);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void executeOn(PlannedOutage outage) throws InterruptedException {
        if (heal.getCount() == 0 || !take(outage.target())) {
            return;
        }
        try {
            OutageTargets.Ending ending = targets.begin(outage);
            isHealedWithin(duration(outage));
            ending.end();
        } finally {
            release(outage.target());
        }
    }

    private static long duration(PlannedOutage outage) {
        return switch (outage.kind()) {
            case SLOW_DATABASE, SLOW_UPDATES, SLOW_THIRD_PARTIES -> SLOW_NANOS;
            default -> outage.nanos();
        };
    }

    /** Waits so many nanoseconds, or until heal; returns whether heal has begun. */
    private boolean isHealedWithin(long nanos) throws InterruptedException {
        return heal.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    private synchronized boolean take(String target) {
        return victims.add(target);
    }

    private synchronized void release(String target) {
        victims.remove(target);
    }

    /** Throws the first failure of an outage, if there is one. */
    public void check() {
        RuntimeException e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    /** Ends all outages, begins none any more, and waits until all parts are up. Throws the first failure. */
    public void heal() {
        close();
        check();
    }

    @Override
    public void close() {
        heal.countDown();
        threads.close();
    }
}
