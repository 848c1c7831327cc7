package tribunal.load.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tribunal.scenario.schedule.Schedule;

/**
 * Orders placed one after the other by a few customers while Gatling starts, so that the schedule does not meet an app
 * whose code is not compiled yet: on two cores it would fall behind for half a minute. Part of the history, like all
 * orders; before the storm, so in no latency.
 */
public record JitWarmUp(SingleOrderClient customer, long seed) {
    private static final int AT_ONCE = 6;
    private static final int ORDERS = 180;
    private static final Duration BOUND = Duration.ofSeconds(8);

    /** Returns when all are placed, or the time is up. */
    public void play() throws InterruptedException {
        long end = System.nanoTime() + BOUND.toNanos();
        AtomicInteger next = new AtomicInteger();
        List<Thread> customers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            customers.add(Thread.ofVirtual().start(() -> placeUntil(end, next)));
        }
        for (Thread each : customers) {
            each.join();
        }
    }

    private void placeUntil(long end, AtomicInteger next) {
        try {
            for (int n = next.getAndIncrement(); n < ORDERS && System.nanoTime() < end; n = next.getAndIncrement()) {
                customer.place(Schedule.rehearsal(seed, n));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
