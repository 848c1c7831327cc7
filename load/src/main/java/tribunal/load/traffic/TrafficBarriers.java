package tribunal.load.traffic;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Synchronizes the harness with Gatling's virtual users: traffic has begun, faults are off, all is over. */
public final class TrafficBarriers {
    private final CompletableFuture<Long> started = new CompletableFuture<>();
    private final CountDownLatch jitWarmUp = new CountDownLatch(1);
    private final CountDownLatch busyCustomers;
    private final CountDownLatch openPings;
    private volatile boolean healed;
    private volatile boolean over;
    private volatile boolean stopped;

    public TrafficBarriers(int customers, int boardWatchers) {
        busyCustomers = new CountDownLatch(customers);
        openPings = new CountDownLatch(customers + boardWatchers);
    }

    /** Start of the schedule, in nanoseconds since the run's origin; completed once Gatling is ready. */
    public CompletableFuture<Long> started() {
        return started;
    }

    /** Opens when the JIT warm-up is over: the schedule begins after it, even if Gatling is ready before. */
    public CountDownLatch jitWarmUp() {
        return jitWarmUp;
    }

    /** Counts down for each customer that has done all planned steps. */
    public CountDownLatch busyCustomers() {
        return busyCustomers;
    }

    /** Counts down for each customer and board watcher whose ping after heal was answered or failed. */
    public CountDownLatch openPings() {
        return openPings;
    }

    boolean healed() {
        return healed;
    }

    public void heal() {
        healed = true;
    }

    boolean over() {
        return over;
    }

    public void end() {
        over = true;
    }

    public boolean stopped() {
        return stopped;
    }

    /** Ends the traffic at once, even if customers have planned steps left. */
    public void stop() {
        jitWarmUp.countDown();
        stopped = true;
        end();
    }
}
