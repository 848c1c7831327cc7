package tribunal.load.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.Unsubscribed;

/** A client's WebSocket with its subscriptions; after a reconnect, a new connection with new subscriptions. */
final class ClientSocket {
    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    private final String client;
    private final VirtualUser.TrafficContext context;
    private final List<String> subscriptions = new ArrayList<>();
    private int connections;
    private int watches;
    private long nextHeartbeat;
    private OptionalLong unansweredSince = OptionalLong.empty();
    private boolean isPinged;
    private boolean answeredOnce;

    ClientSocket(String client, VirtualUser.TrafficContext context) {
        this.client = client;
        this.context = context;
    }

    void connecting() {
        connections++;
        isPinged = false;
        unansweredSince = OptionalLong.empty();
        nextHeartbeat = now() + HEARTBEAT.toNanos();
    }

    private long now() {
        return context.witness().clock().now();
    }

    private void record(ClientEntry entry) {
        context.witness().recorder().record(entry);
    }

    private String connection() {
        return client + "-" + connections;
    }

    /** The current connection's address: each connection may go to another node. */
    String address() {
        return context.socket(client, connection());
    }

    /** Records a subscription before it is requested; returns its name. */
    String subscribing(String what, String entity) {
        String subscription = connection() + "/" + what + (watches++ == 0 ? "" : "~" + watches);
        subscriptions.add(subscription);
        record(new ClientEntry.Subscribed(now(), connection(), subscription, entity));
        return subscription;
    }

    /** Ends all subscriptions: the connection is lost, or will be closed. */
    void ended(ClientEntry.EndedBy by) {
        subscriptions.forEach(subscription -> record(new Unsubscribed(now(), connection(), subscription, by)));
        subscriptions.clear();
    }

    /** Notes that a frame has come since the last heartbeat. */
    void heard() {
        unansweredSince = OptionalLong.empty();
    }

    /** Notes that a heartbeat was sent; returns whether nothing has come for so long that the client gives up. */
    boolean isSilentAfterHeartbeat() {
        long now = now();
        unansweredSince = OptionalLong.of(unansweredSince.orElse(now));
        return now - unansweredSince.getAsLong() > KEEP_ALIVE.toNanos();
    }

    /** Whether a heartbeat is due; if so, sets the time of the next one. */
    boolean isHeartbeatDue() {
        long now = now();
        boolean due = now >= nextHeartbeat;
        nextHeartbeat = due ? now + HEARTBEAT.toNanos() : nextHeartbeat;
        return due;
    }

    /** Whether the current connection still needs the ping after heal. */
    boolean needsPing() {
        return !isPinged && !subscriptions.isEmpty();
    }

    void pinging() {
        isPinged = true;
        record(new ClientEntry.Pinged(now(), connection()));
    }

    /** Records the pong; returns whether it is this client's first. */
    boolean ponged() {
        record(new ClientEntry.Ponged(now(), connection()));
        boolean isFirst = !answeredOnce;
        answeredOnce = true;
        return isFirst;
    }
}
