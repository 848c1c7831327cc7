package tribunal.simulation.world;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tribunal.simulation.time.SimulatedNode;

/**
 * Hints as LISTEN and NOTIFY carry them. Within a node they arrive at once. Between nodes they carry ids only, a few
 * together, each once; they are lost while the store is cut off, or if the node dies before its NOTIFY.
 */
public final class SimulatedHints implements Hints {
    private final SimulatedDatabase database;
    private final SimulatedNode node;
    private final Consumer<List<Hint>> others;
    private final List<HintListener> listeners = new ArrayList<>();
    private Set<Hint> pending = new LinkedHashSet<>();
    private boolean isSending;

    /** @param others sends hints to the other nodes */
    SimulatedHints(SimulatedDatabase database, SimulatedNode node, Consumer<List<Hint>> others) {
        this.database = database;
        this.node = node;
        this.others = others;
    }

    @Override
    public void listen(HintListener listener) {
        listeners.add(listener);
    }

    @Override
    public void send(Hint hint) {
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
            throw SimulatedDatabase.notCommitted("other nodes are not notified");
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

    public void received(List<Hint> hints) {
        node.start("heard from another node", () -> hints.forEach(hint -> listeners.forEach(l -> l.hinted(hint))));
    }

    /** Resumes after the connection to the store is back; hints of the meantime are lost. */
    void reconnected() {
        node.start("listening again", () -> listeners.forEach(HintListener::reconnected));
    }
}
