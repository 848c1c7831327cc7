package tribunal.simulation.world;

import foodcourt.order.Order;
import foodcourt.port.Board;
import foodcourt.updates.Subscriber;
import foodcourt.updates.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.simulation.time.VirtualTime;

/** A subscriber's socket to one process of a node. After it closes, frames under way are lost; sending throws. */
public final class SimulatedSocket {
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);
    private static final Duration RETRY_DELAY = Duration.ofMillis(200);

    /** The longest wait for a pong: longer than any run. */
    private static final Duration PONG_BOUND = Duration.ofHours(1);

    private final SimulatedClients clients;
    private final VirtualTime time;
    private final String name;
    private final SimulatedApp app;
    private final Runnable onLost;
    private final List<String> subscriptions = new ArrayList<>();
    private final SortedMap<String, Subscription> appSubscriptions = new TreeMap<>();
    private final Set<String> updating = new HashSet<>();
    private int subscriptionCount;
    private boolean isOpen = true;
    private boolean isNextFrameFailing;
    private long slowBy;

    /** @param onLost runs when the client finds the connection broken */
    SimulatedSocket(SimulatedClients clients, String name, SimulatedApp app, Runnable onLost) {
        this.clients = clients;
        this.time = clients.time();
        this.name = name;
        this.app = app;
        this.onLost = onLost;
        clients.opened(this);
    }

    SimulatedApp app() {
        return app;
    }

    /** Delays each later frame by this number of nanoseconds. */
    void slow(long nanos) {
        slowBy = nanos;
    }

    /** Makes the next frame fail; the socket stays open. */
    void failNextFrame() {
        isNextFrameFailing = true;
    }

    /** Ends faults of frames. */
    public void heal() {
        isNextFrameFailing = false;
    }

    void watchOrders(String label, String entity, Function<Subscriber<Order>, Subscription> watch) {
        subscribe(
                label,
                entity,
                subscription -> watch.apply(new Subscriber<>() {
                    @Override
                    public void update(Order order) {
                        if (sendFrame(subscription)) {
                            clients.record(new UpdateReceived(
                                    time.now(),
                                    name,
                                    subscription,
                                    "order:" + order.id(),
                                    order.version(),
                                    order.status().name(),
                                    Map.of("total", Long.toString(order.totalCents()))));
                        }
                    }

                    @Override
                    public void end() {
                        ended(subscription, () -> watchOrders(label, entity, watch));
                    }
                }));
    }

    /** Ends a subscription because the app has ended it. The socket stays open, and the client subscribes again. */
    private void ended(String subscription, Runnable subscribeAgain) {
        if (isOpen) {
            time.call(TypicalLatencies.FRAME + slowBy);
        }
        if (isOpen && subscriptions.remove(subscription)) {
            clients.record(new Unsubscribed(time.now(), name, subscription, EndedBy.APP));
            clients.process().start(subscription + " again", () -> {
                clients.process().sleep(RETRY_DELAY);
                subscribeAgain.run();
            });
        }
        Optional.ofNullable(appSubscriptions.remove(subscription)).ifPresent(Subscription::close);
    }

    void watchBoard(String restaurant, Function<Subscriber<Board>, Subscription> watch) {
        subscribe(
                "board",
                "board:" + restaurant,
                subscription -> watch.apply(board -> {
                    if (sendFrame(subscription)) {
                        clients.record(new ViewReceived(
                                time.now(),
                                name,
                                subscription,
                                "board",
                                board.restaurant().value(),
                                board.revision(),
                                counts(board)));
                    }
                }));
    }

    /** Subscribes; while the node refuses or does not answer, tries again as a new subscription. */
    private void subscribe(String label, String entity, Function<String, Subscription> watch) {
        while (isOpen) {
            String subscription = recordSubscribed(label, entity);
            String task = "watch " + subscription;
            if (clients.ask(app, task, ANSWER_BOUND, () -> subscribeAtNode(subscription, entity, watch))
                    .isPresent()) {
                return;
            }
            if (isOpen) {
                subscriptions.remove(subscription);
                clients.record(new Unsubscribed(time.now(), name, subscription, EndedBy.CLIENT));
                clients.process().sleep(RETRY_DELAY);
            }
        }
    }

    /** Subscribes at the node, which ends the subscription at once if the client has given it up meanwhile. */
    private Subscription subscribeAtNode(String subscription, String entity, Function<String, Subscription> watch) {
        Subscription created = watch.apply(subscription);
        app.hints().repeatFirst(subscription, entity);
        if (isOpen && subscriptions.contains(subscription)) {
            appSubscriptions.put(subscription, created);
        } else {
            created.close();
        }
        return created;
    }

    private static SortedMap<String, Long> counts(Board board) {
        SortedMap<String, Long> counts = new TreeMap<>();
        board.counts().forEach((status, count) -> counts.put(status.name(), count));
        return counts;
    }

    private String recordSubscribed(String label, String entity) {
        String subscription = name + "/" + label + "~" + ++subscriptionCount;
        subscriptions.add(subscription);
        clients.record(new Subscribed(time.now(), name, subscription, entity));
        return subscription;
    }

    /**
     * Sends a frame from the node; returns whether it arrived. Two frames of a subscription that are sent at the same
     * time can overtake each other, so the app must send one after the other.
     */
    private boolean sendFrame(String subscription) {
        if (!isOpen) {
            throw new IllegalStateException("the socket is closed");
        }
        if (isNextFrameFailing) {
            isNextFrameFailing = false;
            clients.frameFailed();
            throw new IllegalStateException("the frame cannot be sent");
        }
        if (!updating.add(subscription)) {
            clients.updatesOverlapped(subscription);
        }
        time.call(TypicalLatencies.FRAME + slowBy);
        updating.remove(subscription);
        return isOpen;
    }

    /** Closes the socket from the client's side. */
    void close() {
        close(EndedBy.CLIENT);
    }

    private void close(EndedBy by) {
        if (isOpen) {
            isOpen = false;
            subscriptions.forEach(s -> clients.record(new Unsubscribed(time.now(), name, s, by)));
            clients.closed(this);
            if (!app.process().isDead()) {
                app.process().start("closed " + name, this::closed);
            }
        }
    }

    /** Ends the subscriptions at the node when it notices that the socket is closed. */
    private void closed() {
        time.call(TypicalLatencies.NETWORK);
        appSubscriptions.values().forEach(Subscription::close);
    }

    /** Closes the socket after the app's side is lost, and notifies the client. */
    void lost() {
        close(EndedBy.APP);
        onLost.run();
    }

    /** Sends a ping without waiting, and records the answer when it comes. */
    public void ping() {
        clients.record(new Pinged(time.now(), name));
        clients.process().start("ping of " + name, () -> {
            if (clients.ask(app, "ping " + name, PONG_BOUND, () -> true).isPresent() && isOpen) {
                clients.record(new Ponged(time.now(), name));
            }
        });
    }
}
