package tribunal.simulation.world;

import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tribunal.history.IndexedRandom;
import tribunal.simulation.time.SimulatedProcess;

/**
 * Hints as LISTEN and NOTIFY carry them. Within a node they arrive at once. Between nodes they carry ids only, a few
 * together, each once; they are lost while the store is cut off, or if the node dies before its NOTIFY. A fault can
 * lose all of them for a time. Some come again much later, when a subscription begins.
 */
public final class SimulatedHints implements Hints {
    private static final long REPEATED = IndexedRandom.key("repeated hints");

    /** Share of subscriptions with old hints at their beginning. */
    private static final double REPEATED_SHARE = 0.2;

    private final SimulatedDatabase database;
    private final SimulatedProcess node;
    private final Consumer<List<Hint>> others;
    private final IndexedRandom random;
    private final Map<OrderId, Hint.OrderChanged> first = new LinkedHashMap<>();
    private final List<HintListener> listeners = new ArrayList<>();
    private Set<Hint> pending = new LinkedHashSet<>();
    private boolean isSending;
    private long lostUntil;

    /** @param others sends hints to the other nodes */
    SimulatedHints(
            SimulatedDatabase database, SimulatedProcess node, Consumer<List<Hint>> others, IndexedRandom random) {
        this.database = database;
        this.node = node;
        this.others = others;
        this.random = random;
    }

    @Override
    public void listen(HintListener listener) {
        listeners.add(listener);
    }

    @Override
    public void send(Hint hint) {
        if (database.time().now() < lostUntil) {
            return;
        }
        if (hint instanceof Hint.OrderChanged changed) {
            first.putIfAbsent(changed.order().id(), changed);
        }
        listeners.forEach(listener -> listener.hinted(hint));
        toOthers(hint).ifPresent(forOthers -> {
            pending.add(forOthers);
            if (!isSending) {
                isSending = true;
                node.start("tell other nodes", this::send);
            }
        });
    }

    private void send() {
        node.sleep(Duration.ofNanos(TypicalLatencies.HINTS));
        List<Hint> hints = List.copyOf(pending);
        pending = new LinkedHashSet<>();
        isSending = false;
        database.delay(TypicalLatencies.STATEMENT);
        if (database.isCut()) {
            throw SimulatedDatabase.unreachable("other nodes are not notified");
        }
        others.accept(hints);
    }

    /** Reduces a hint to its id; empty for a delivery that is due later, which other nodes find by themselves. */
    private static Optional<Hint> toOthers(Hint hint) {
        return switch (hint) {
            case Hint.OrderChanged(var order) -> Optional.of(new Hint.OrderChangedElsewhere(order.id()));
            case Hint.DeliveryDue(var _, Duration in) when !in.isZero() -> Optional.empty();
            default -> Optional.of(hint);
        };
    }

    /** For some subscriptions: sends this node's first hint of each order that the subscription covers once more. */
    void repeatFirst(String subscription, String entity) {
        if (random.fraction(REPEATED, IndexedRandom.key(subscription)) < REPEATED_SHARE) {
            first.values().stream()
                    .filter(hint -> isCovered(hint.order(), entity))
                    .forEach(hint -> listeners.forEach(listener -> listener.hinted(hint)));
        }
    }

    private static boolean isCovered(Order order, String entity) {
        return entity.equals("order:" + order.id()) || entity.equals("customer:" + order.customer());
    }

    /** Loses each hint that is sent before this time of the run. */
    void loseUntil(long at) {
        lostUntil = Math.max(lostUntil, at);
    }

    public void received(List<Hint> hints) {
        node.start("heard from another node", () -> hints.forEach(hint -> listeners.forEach(l -> l.hinted(hint))));
    }

    /** Resumes after the connection to the store is back; hints of the meantime are lost. */
    void reconnected() {
        node.start("listening again", () -> listeners.forEach(HintListener::reconnected));
    }
}
