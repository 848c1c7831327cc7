package tribunal.load.traffic;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Synchronizes the harness with Gatling's virtual users.
 *
 * @param rehearsal opens when the rehearsal is over: the schedule begins after it, even if Gatling is ready before
 * @param started start of the schedule, in nanoseconds since the run's origin; completed once Gatling is ready
 * @param busyCustomers counts down for each customer that has done all planned steps
 * @param pingsMayStart whether every customer and board watcher is to ping now: some time after heal
 * @param openPings counts down for each customer and board watcher whose ping after heal was answered or failed
 * @param over whether the traffic ends, and all users leave
 * @param stopped whether it ends at once, even if customers have planned steps left
 */
public record TrafficBarriers(
        CountDownLatch rehearsal,
        CompletableFuture<Long> started,
        CountDownLatch busyCustomers,
        AtomicBoolean pingsMayStart,
        CountDownLatch openPings,
        AtomicBoolean over,
        AtomicBoolean stopped) {
    public TrafficBarriers(int customers, int boardWatchers) {
        this(
                new CountDownLatch(1),
                new CompletableFuture<>(),
                new CountDownLatch(customers),
                new AtomicBoolean(),
                new CountDownLatch(customers + boardWatchers),
                new AtomicBoolean(),
                new AtomicBoolean());
    }

    public void stop() {
        rehearsal.countDown();
        stopped.set(true);
        over.set(true);
    }
}
