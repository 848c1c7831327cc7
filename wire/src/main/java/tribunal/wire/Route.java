package tribunal.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A listener on 127.0.0.1 that passes each connection on to one server. Toxics may be added and removed at any time, and
 * affect open connections too. All methods may be called by any thread.
 */
public final class Route implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final WireProxy proxy;
    private final RouteSettings settings;
    private final int port;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile List<ActiveToxic> toxics = List.of();
    private int accepted;

    /** What holds the port: a listener, or while the route is down a socket that only occupies it. */
    private AutoCloseable holder;

    private volatile @Nullable Thread acceptor;
    private boolean closed;

    Route(WireProxy proxy, RouteSettings settings) throws IOException {
        this.proxy = proxy;
        this.settings = settings;
        ServerSocket listener = listener(settings.port());
        this.port = listener.getLocalPort();
        this.holder = listener;
        accept(listener);
    }

    public String name() {
        return settings.name();
    }

    /** The port on 127.0.0.1 to which clients connect. It stays the same when the route goes down and up. */
    public int port() {
        return port;
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** Adds a toxic that affects every connection. */
    public void add(String toxic, Direction direction, Toxic kind) {
        add(toxic, direction, kind, 1);
    }

    /**
     * Adds a toxic. For {@link Toxic.SlowClose}, the direction is that in which the end of the connection travels.
     *
     * @param toxic its name, unique on the route: else IllegalArgumentException
     * @param toxicity the share of connections that it affects, from 0 to 1; which ones, the seed decides
     */
    public synchronized void add(String toxic, Direction direction, Toxic kind, double toxicity) {
        if (toxics.stream().anyMatch(present -> present.name().equals(toxic))) {
            throw new IllegalArgumentException("route " + name() + " has a toxic named " + toxic + ": remove it first");
        }
        ActiveToxic added = new ActiveToxic(toxic, direction, kind, toxicity, proxy.key(name() + '/' + toxic));
        proxy.record(new WireEntry.ToxicStarted(proxy.now(), name(), toxic, direction, kind, toxicity));
        List<ActiveToxic> more = new ArrayList<>(toxics);
        more.add(added);
        toxics = List.copyOf(more);
        connections.forEach(connection -> connection.startTimeout(added));
    }

    /**
     * Removes a toxic.
     *
     * @return whether there was one of that name
     */
    public synchronized boolean remove(String toxic) {
        List<ActiveToxic> fewer = new ArrayList<>(toxics);
        if (!fewer.removeIf(present -> present.name().equals(toxic))) {
            return false;
        }
        List<ActiveToxic> before = toxics;
        toxics = List.copyOf(fewer);
        before.stream()
                .filter(present -> !fewer.contains(present) && present.toxic() instanceof Toxic.Timeout)
                .forEach(removed -> connections.stream()
                        .filter(connection -> removed.affects(connection.number()))
                        .forEach(Connection::close));
        proxy.record(new WireEntry.ToxicEnded(proxy.now(), name(), toxic));
        return true;
    }

    /** Closes the port and all connections: clients that connect are refused. Does nothing if the route is down. */
    public synchronized void down() {
        if (closed || !(holder instanceof ServerSocket)) {
            return;
        }
        proxy.record(new WireEntry.RouteDown(proxy.now(), name()));
        release();
        holder = occupied();
        connections.forEach(Connection::close);
    }

    /**
     * Opens the port again. Does nothing if the route is up.
     *
     * @throws IOException if another program has taken the port
     */
    public synchronized void up() throws IOException {
        if (closed || holder instanceof ServerSocket) {
            return;
        }
        ServerSocket listener = listener(port);
        release();
        holder = listener;
        accept(listener);
        proxy.record(new WireEntry.RouteUp(proxy.now(), name()));
    }

    /** Resets all open connections (TCP RST on both sides); new ones are accepted. */
    public void resetConnections() {
        connections.forEach(Connection::reset);
    }

    /** Closes the port and all connections, and waits up to five seconds for their threads. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        release();
        List<Connection> open = List.copyOf(connections);
        open.forEach(Connection::close);
        long deadline = System.nanoTime() + Connection.PATIENCE.toNanos();
        open.forEach(connection -> connection.join(deadline));
    }

    WireProxy proxy() {
        return proxy;
    }

    RouteSettings settings() {
        return settings;
    }

    List<ActiveToxic> toxics() {
        return toxics;
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    private static ServerSocket listener(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(loopback(port), BACKLOG);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw new IOException("port " + port + " of 127.0.0.1 cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Keeps the operating system from giving the closed port to another connection; who connects is refused. */
    private AutoCloseable occupied() {
        Socket placeholder = new Socket();
        try {
            placeholder.setReuseAddress(true);
            placeholder.bind(loopback(port));
        } catch (IOException e) {
            // Then another program may take the port, and up() says so.
        }
        return placeholder;
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /** Ends the listener and its thread, so that no connection is added afterwards. */
    private void release() {
        try {
            holder.close();
            Thread thread = acceptor;
            if (thread != null) {
                thread.join(Connection.PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException("port " + port + " cannot be closed", e));
        }
        acceptor = null;
    }

    private void accept(ServerSocket listener) {
        Thread thread = WireProxy.daemon("wire-" + name() + "-accept", () -> acceptAll(listener));
        acceptor = thread;
        thread.start();
    }

    private void acceptAll(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Connection connection = new Connection(this, ++accepted, client);
                connections.add(connection);
                connection.start();
            } catch (IOException e) {
                // The listener was closed, or no file descriptor is free for the moment.
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
