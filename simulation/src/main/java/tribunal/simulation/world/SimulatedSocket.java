package tribunal.simulation.world;

import foodcourt.order.Order;
import foodcourt.port.Board;
import foodcourt.updates.Subscriber;
import foodcourt.updates.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.simulation.time.VirtualTime;

/** A subscriber's socket to one life of one node. Once closed, frames that are under way are lost, as is whoever sends more. */
public final class SimulatedSocket {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(200);

    /** Longer than any run. */
    private static final Duration PONG_BOUND = Duration.ofHours(1);

    private final SimulatedClients clients;
    private final VirtualTime world;
    private final String name;
    private final SimulatedApp app;
    private final Runnable whenLost;
    private final List<String> subscriptions = new ArrayList<>();
    private final SortedMap<String, Subscription> held = new TreeMap<>();
    private int asked;
    private boolean isOpen = true;
    private long slowBy;

    /** @param whenLost what the client does when it finds the connection broken */
    SimulatedSocket(SimulatedClients clients, String name, SimulatedApp app, Runnable whenLost) {
        this.clients = clients;
        this.world = clients.world();
        this.name = name;
        this.app = app;
        this.whenLost = whenLost;
        clients.opened(this);
    }

    SimulatedApp app() {
        return app;
    }

    /** Each frame takes so much longer from now on. */
    void slow(long nanos) {
        slowBy = nanos;
    }

    /** Watches orders. */
    void watchOrders(String what, String entity, Function<Subscriber<Order>, Subscription> watch) {
        subscribe(
                what,
                entity,
                subscription -> watch.apply(new Subscriber<>() {
                    @Override
                    public void update(Order order) {
                        if (arrives()) {
                            clients.tell(new UpdateReceived(
                                    world.now(),
                                    name,
                                    subscription,
                                    order.id().toString(),
                                    order.version(),
                                    order.status().name(),
                                    order.totalCents()));
                        }
                    }

                    @Override
                    public void end() {
                        ended(subscription);
                    }
                }));
    }

    /** The app says that nothing more will come; the socket stays. */
    private void ended(String subscription) {
        if (isOpen) {
            world.call(TypicalLatencies.FRAME + slowBy);
        }
        if (isOpen && subscriptions.remove(subscription)) {
            clients.tell(new Unsubscribed(world.now(), name, subscription, EndedBy.APP));
        }
        Optional.ofNullable(held.remove(subscription)).ifPresent(Subscription::close);
    }

    /** Watches a restaurant's board. */
    void watchBoard(String restaurant, Function<Subscriber<Board>, Subscription> watch) {
        subscribe(
                "board",
                "board:" + restaurant,
                subscription -> watch.apply(board -> {
                    if (arrives()) {
                        clients.tell(new BoardUpdateReceived(
                                world.now(),
                                name,
                                subscription,
                                board.restaurant().value(),
                                board.revision(),
                                counts(board)));
                    }
                }));
    }

    /** Again, as another subscription, as long as the node refuses or does not answer. */
    private void subscribe(String what, String entity, Function<String, Subscription> watch) {
        boolean stands = false;
        while (isOpen && !stands) {
            String subscription = subscribed(what, entity);
            stands = clients.ask(app, "watch " + subscription, BOUND, () -> hold(subscription, watch))
                    .isPresent();
            if (!stands && isOpen) {
                subscriptions.remove(subscription);
                clients.tell(new Unsubscribed(world.now(), name, subscription, EndedBy.CLIENT));
                clients.process().sleep(AGAIN);
            }
        }
    }

    /** At the node, which ends at once what its client has given up meanwhile. */
    private Subscription hold(String subscription, Function<String, Subscription> watch) {
        Subscription made = watch.apply(subscription);
        if (isOpen && subscriptions.contains(subscription)) {
            held.put(subscription, made);
        } else {
            made.close();
        }
        return made;
    }

    private static SortedMap<String, Long> counts(Board board) {
        SortedMap<String, Long> counts = new TreeMap<>();
        board.counts().forEach((status, count) -> counts.put(status.name(), count));
        return counts;
    }

    private String subscribed(String what, String entity) {
        String subscription = name + "/" + what + "~" + ++asked;
        subscriptions.add(subscription);
        clients.tell(new Subscribed(world.now(), name, subscription, entity));
        return subscription;
    }

    /** Sends a frame; whether it came. Called by the node. */
    private boolean arrives() {
        if (!isOpen) {
            throw new IllegalStateException("the socket is closed");
        }
        world.call(TypicalLatencies.FRAME + slowBy);
        return isOpen;
    }

    /** The client leaves. */
    void close() {
        close(EndedBy.CLIENT);
    }

    private void close(EndedBy by) {
        if (isOpen) {
            isOpen = false;
            subscriptions.forEach(s -> clients.tell(new Unsubscribed(world.now(), name, s, by)));
            clients.closed(this);
            if (!app.process().isDead()) {
                app.process().start("closed " + name, this::closed);
            }
        }
    }

    /** The node notices that the socket is closed. */
    private void closed() {
        world.call(TypicalLatencies.NETWORK);
        held.values().forEach(Subscription::close);
    }

    /** The app's end is gone, and the client notices. */
    void lost() {
        close(EndedBy.APP);
        whenLost.run();
    }

    /** Asks whether anybody is there, and notes the answer whenever it comes; waits for nothing. */
    public void ping() {
        clients.tell(new Pinged(world.now(), name));
        clients.process().start("ping of " + name, () -> {
            if (clients.ask(app, "ping " + name, PONG_BOUND, () -> true).isPresent() && isOpen) {
                clients.tell(new Ponged(world.now(), name));
            }
        });
    }
}
