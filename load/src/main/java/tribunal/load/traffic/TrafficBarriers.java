package tribunal.load.traffic;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Where the harness and Gatling's customers meet: when traffic began, that faults are off, that all is over. */
public final class TrafficBarriers {
    private final CompletableFuture<Long> started = new CompletableFuture<>();
    private final CountDownLatch rehearsing = new CountDownLatch(1);
    private final CountDownLatch busy;
    private final CountDownLatch unpinged;
    private volatile boolean healed;
    private volatile boolean over;
    private volatile boolean stopped;

    public TrafficBarriers(int customers, int boardWatchers) {
        busy = new CountDownLatch(customers);
        unpinged = new CountDownLatch(customers + boardWatchers);
    }

    /** The schedule's zero, in nanoseconds since the run's origin; known once Gatling is ready. */
    public CompletableFuture<Long> started() {
        return started;
    }

    /** Down once the rehearsal is over: the schedule begins after it, however soon Gatling is ready. */
    public CountDownLatch rehearsing() {
        return rehearsing;
    }

    /** Counts customers that have done all they had planned. */
    public CountDownLatch busy() {
        return busy;
    }

    /** Counts customers and board watchers whose ping after heal was answered, or failed. */
    public CountDownLatch unpinged() {
        return unpinged;
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

    /** Ends the traffic at once, whatever customers still have planned. */
    public void stop() {
        rehearsing.countDown();
        stopped = true;
        end();
    }
}
