package tribunal.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket, the socket to the server, and the two threads that copy between them. The end of one direction is
 * passed on as such; an error resets both sockets.
 */
final class Connection {
    /** How long the proxy waits for a server to accept, and for threads and clients to end. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Route route;
    private final int number;
    private final Socket client;
    private final Socket server = new Socket();
    private final Optional<PostgresSession> session;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<FlightAction> closed = new CompletableFuture<>();
    private final AtomicReference<@Nullable Side> endedBy = new AtomicReference<>();
    private final AtomicInteger openDirections = new AtomicInteger(2);
    private final Thread upstream;
    private final Thread downstream;

    Connection(Route route, int number, Socket client) {
        this.route = route;
        this.number = number;
        this.client = client;
        this.session = route.settings().rule().map(rule -> new PostgresSession(this, rule));
        String name = "wire-" + route.name() + "-" + number;
        this.upstream = WireProxy.daemon(name + "-up", this::run);
        this.downstream = WireProxy.daemon(name + "-down", () -> carry(Direction.DOWNSTREAM));
    }

    void start() {
        upstream.start();
    }

    private void run() {
        boolean opened = false;
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(route.settings().upstream(), (int) PATIENCE.toMillis());
            record(new WireEntry.ConnectionOpened(now(), route.name(), number));
            route.toxics().forEach(this::startTimeout);
            downstream.start();
            opened = true;
        } catch (IOException e) {
            record(new WireEntry.UpstreamRefused(now(), route.name(), number, String.valueOf(e.getMessage())));
        } finally {
            if (!opened) {
                reset();
                route.forget(this);
            }
        }
        if (opened) {
            carry(Direction.UPSTREAM);
        }
    }

    private void carry(Direction direction) {
        boolean orderly = false;
        try {
            pump(direction);
            endedBy(direction.source());
            passEnd(direction);
            orderly = true;
        } catch (IOException e) {
            // Which side failed is known already; the reset informs the other one.
        } finally {
            if (!orderly) {
                reset();
            }
            ended();
        }
    }

    private void pump(Direction direction) throws IOException {
        ToxicInput in = new ToxicInput(this, direction);
        ToxicOutput out = new ToxicOutput(this, direction);
        if (session.isPresent()) {
            session.get().pump(direction, new FrameBuffer(in, out));
        } else {
            byte[] buffer = new byte[FrameBuffer.CAPACITY];
            for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
                out.write(buffer, 0, n);
            }
        }
    }

    /** A PostgreSQL server that has closed its socket reads nothing more; other servers may. */
    private void passEnd(Direction direction) throws IOException {
        socket(direction.destination()).shutdownOutput();
        if (session.isPresent() && direction == Direction.DOWNSTREAM) {
            close();
        }
    }

    private void ended() {
        if (openDirections.decrementAndGet() == 0) {
            close();
            route.forget(this);
            Side by = endedBy.get();
            record(new WireEntry.ConnectionClosed(now(), route.name(), number, by == null ? Side.PROXY : by));
        }
    }

    int number() {
        return number;
    }

    Route route() {
        return route;
    }

    Socket socket(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /** The toxics of a direction that affect this connection. */
    List<ActiveToxic> toxics(Direction direction) {
        List<ActiveToxic> all = route.toxics();
        return all.isEmpty()
                ? all
                : all.stream()
                        .filter(toxic -> toxic.direction() == direction && toxic.affects(number))
                        .toList();
    }

    /** Closes this connection after the time of a timeout toxic, if it is one and affects this connection. */
    void startTimeout(ActiveToxic toxic) {
        if (toxic.toxic() instanceof Toxic.Timeout timeout && !timeout.timeout().isZero() && toxic.affects(number)) {
            route.proxy().later(timeout.timeout().toNanos(), this::close);
        }
    }

    /** Notes which side ended the connection; only the first call counts. */
    void endedBy(Side side) {
        endedBy.compareAndSet(null, side);
    }

    /** Waits, but not longer than the connection lasts. */
    void pause(long nanos) throws IOException {
        try {
            if (closing.await(nanos, TimeUnit.NANOSECONDS)) {
                throw new IOException("the connection is closed");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /**
     * Waits up to a time for the next action of a held flight, but not longer than the connection lasts.
     *
     * @return whether there is one
     */
    boolean await(CompletableFuture<FlightAction> release, Duration time) throws IOException {
        try {
            CompletableFuture.anyOf(release, closed).get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        }
        if (!release.isDone()) {
            throw new IOException("the connection was closed while a flight was held");
        }
        return true;
    }

    /** Closes both sockets with TCP RST. */
    void reset() {
        linger(client);
        linger(server);
        close();
    }

    void close() {
        endedBy(Side.PROXY);
        closing.countDown();
        closed.complete(FlightAction.forward());
        close(client);
        close(server);
    }

    /** Waits until both threads have ended, unless one of them is the caller's. */
    void join(long deadline) {
        for (Thread thread : List.of(upstream, downstream)) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (thread != Thread.currentThread() && millis > 0) {
                try {
                    thread.join(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    void record(WireEntry entry) {
        route.proxy().record(entry);
    }

    long now() {
        return route.proxy().now();
    }

    private static void linger(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing can be done, and the descriptor is free.
        }
    }
}
