package tribunal.simulation.world;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tribunal.simulation.time.SimulatedNode;

/**
 * Hints as LISTEN and NOTIFY carry them: at once within the node; between nodes by id alone, a few together, each once, and
 * not at all while the store is cut off. A node that dies before its NOTIFY tells nobody.
 */
public final class SimulatedHints implements Hints {
    private final SimulatedDatabase database;
    private final SimulatedNode node;
    private final Consumer<List<Hint>> others;
    private final List<HintListener> listeners = new ArrayList<>();
    private Set<Hint> untold = new LinkedHashSet<>();
    private boolean isTelling;

    /** @param others gets what the other nodes are to hear */
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
    public void committed(Hint hint) {
        listeners.forEach(listener -> listener.hinted(hint));
        toOthers(hint).ifPresent(word -> {
            untold.add(word);
            if (!isTelling) {
                isTelling = true;
                node.start("tell other nodes", this::tell);
            }
        });
    }

    private void tell() {
        node.sleep(Duration.ofNanos(TypicalLatencies.HINTS));
        List<Hint> words = List.copyOf(untold);
        untold = new LinkedHashSet<>();
        isTelling = false;
        database.take(TypicalLatencies.STATEMENT);
        if (database.isCut()) {
            throw new StoreException.NotCommitted("other nodes are not told", new IllegalStateException("injected"));
        }
        others.accept(words);
    }

    /** Ids alone; what is due later the others find by themselves. */
    private static Optional<Hint> toOthers(Hint hint) {
        return switch (hint) {
            case Hint.OrderChanged(var order) -> Optional.of(new Hint.OrderChangedElsewhere(order.id()));
            case Hint.DeliveryDue(var _, Duration in) when !in.isZero() -> Optional.empty();
            default -> Optional.of(hint);
        };
    }

    /** Another node has told. */
    public void heard(List<Hint> words) {
        node.start("heard from another node", () -> words.forEach(word -> listeners.forEach(l -> l.hinted(word))));
    }

    /** The line to the store is back: what was said meanwhile is lost. */
    void reconnected() {
        node.start("listening again", () -> listeners.forEach(HintListener::reconnected));
    }
}
