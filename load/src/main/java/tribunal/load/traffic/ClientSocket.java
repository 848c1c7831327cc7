package tribunal.load.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tribunal.history.ClientEntry.EndedBy;

/** A client's socket, which may be several connections one after the other, and what is subscribed to on it. */
final class ClientSocket {
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(1).toNanos();

    private final String client;
    private final CustomerSession.Stage stage;
    private final List<String> subscriptions = new ArrayList<>();
    private int connections;
    private int watches;
    private long nextHeartbeat;
    private Liveness liveness = Liveness.UNASKED;
    private boolean answeredOnce;

    /** Whether the current connection was asked after heal whether it is live. */
    private enum Liveness {
        UNASKED,
        ASKED,
        ANSWERED
    }

    ClientSocket(String client, CustomerSession.Stage stage) {
        this.client = client;
        this.stage = stage;
    }

    /** A new connection is about to be made. */
    void connecting() {
        connections++;
        liveness = Liveness.UNASKED;
        nextHeartbeat = stage.witness().clocks().at() + HEARTBEAT_NANOS;
    }

    private String connection() {
        return client + "-" + connections;
    }

    /** Where the current connection goes: each may meet another node. */
    String address() {
        return stage.socket(connection());
    }

    /** A subscription is about to be asked for; answers its name. */
    String subscribing(String what, String entity) {
        String subscription = connection() + "/" + what + (watches++ == 0 ? "" : "~" + watches);
        subscriptions.add(subscription);
        stage.witness().subscribed(connection(), subscription, entity);
        return subscription;
    }

    /** The connection is gone, or about to be dropped, with all its subscriptions. */
    void ended(EndedBy by) {
        subscriptions.forEach(subscription -> stage.witness().unsubscribed(connection(), subscription, by));
        subscriptions.clear();
    }

    /**
     * Whether it is time to show the app that somebody is there; if so, the next time is later. Never while a pong is
     * awaited: Gatling forgets the frames that it has kept whenever something is sent.
     */
    boolean isHeartbeatDue() {
        long now = stage.witness().clocks().at();
        boolean due = now >= nextHeartbeat && !awaitsPong();
        nextHeartbeat = due ? now + HEARTBEAT_NANOS : nextHeartbeat;
        return due;
    }

    /** Whether it has a connection that was not asked yet whether it is live. */
    boolean isUnasked() {
        return liveness == Liveness.UNASKED && !subscriptions.isEmpty();
    }

    /** The ping after heal is about to be sent. */
    void pinging() {
        liveness = Liveness.ASKED;
        stage.witness().pinged(connection());
    }

    boolean awaitsPong() {
        return liveness == Liveness.ASKED;
    }

    /** The ping after heal was answered; whether it is the first of this client's that was. */
    boolean ponged() {
        liveness = Liveness.ANSWERED;
        stage.witness().ponged(connection());
        boolean isFirst = !answeredOnce;
        answeredOnce = true;
        return isFirst;
    }
}
