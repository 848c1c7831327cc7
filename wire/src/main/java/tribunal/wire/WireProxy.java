package tribunal.wire;

import java.io.IOException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A TCP proxy with any number of routes, each a listener on 127.0.0.1. All random decisions follow from the seed. Its
 * threads are daemons: one, one more per route, and two per connection. Closing it ends all of them and frees the ports.
 */
public final class WireProxy implements AutoCloseable {
    private final WireWitness witness;
    private final LongSupplier clock;
    private final long seed;
    private final CopyOnWriteArrayList<Route> routes = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, task -> daemon("wire-timer", task), new ThreadPoolExecutor.DiscardPolicy());

    /** A proxy whose entries have the times of {@link System#nanoTime}. */
    public WireProxy(WireWitness witness, long seed) {
        this(witness, seed, System::nanoTime);
    }

    /**
     * @param clock gives the times of entries, in nanoseconds
     */
    public WireProxy(WireWitness witness, long seed, LongSupplier clock) {
        this.witness = witness;
        this.seed = seed;
        this.clock = clock;
    }

    /**
     * Opens a route.
     *
     * @throws IOException if its port cannot be opened
     * @throws IllegalStateException if the proxy is closed
     */
    public synchronized Route open(RouteSettings settings) throws IOException {
        if (timer.isShutdown()) {
            throw new IllegalStateException("the proxy is closed: route " + settings.name() + " cannot be opened");
        }
        Route route = new Route(this, settings);
        routes.add(route);
        return route;
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        routes.forEach(Route::close);
    }

    /** The key of everything random about a part of this proxy. */
    long key(String part) {
        return seed * 0x9E3779B97F4A7C15L + part.hashCode() * 0xBF58476D1CE4E5B9L;
    }

    long now() {
        return clock.getAsLong();
    }

    void record(WireEntry entry) {
        witness.record(entry);
    }

    /** Does a task after a time, unless the proxy is closed before. */
    void later(long nanos, Runnable task) {
        var unused = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
