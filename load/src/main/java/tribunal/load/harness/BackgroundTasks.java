package tribunal.load.harness;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the harness's periodic tasks during a run. It keeps the first failure, which {@link #check} throws. */
public final class BackgroundTasks implements AutoCloseable {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            4, Thread.ofPlatform().daemon().name("harness-", 0).factory());
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    public void every(Duration interval, Runnable work) {
        var _ = threads.scheduleAtFixedRate(() -> attempt(work), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    /** Throws the first failure of a task, if there is one. */
    public void check() {
        RuntimeException e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
