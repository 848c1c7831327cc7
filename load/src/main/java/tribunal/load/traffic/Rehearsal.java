package tribunal.load.traffic;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tribunal.scenario.schedule.Schedule;

/**
 * Warms up the app's JIT compiler: a few customers place orders one after the other while Gatling starts. Without it,
 * the schedule would fall behind for half a minute on two cores. The history holds these orders; latencies do not,
 * because they are placed before the storm.
 */
public record Rehearsal(SingleOrderClient customer, long seed) {
    private static final int AT_ONCE = 6;
    private static final int ORDERS = 180;
    private static final Duration BOUND = Duration.ofSeconds(8);

    /** Places the orders; returns when all are placed or the time is up. */
    public void play() {
        long end = System.nanoTime() + BOUND.toNanos();
        AtomicInteger next = new AtomicInteger();
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                customers.execute(() -> placeUntil(end, next));
            }
        }
    }

    private void placeUntil(long end, AtomicInteger next) {
        try {
            for (int n = next.getAndIncrement(); n < ORDERS && System.nanoTime() < end; n = next.getAndIncrement()) {
                customer.place(Schedule.rehearsalOrder(seed, n));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
