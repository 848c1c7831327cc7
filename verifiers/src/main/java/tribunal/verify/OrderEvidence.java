package tribunal.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.ThirdPartyEntry.EffectApplied;

/** What is known of one order, by all witnesses. Lists are in the order of time, {@code versions} by version. */
final class OrderEvidence {
    private final String id;
    private final List<Committed> versions = new ArrayList<>(6);
    private final List<EventRecorded> events = new ArrayList<>(6);
    private final List<DeliveryEvidence> deliveries = new ArrayList<>(24);
    private final List<Operation> operations = new ArrayList<>(2);
    private final List<Effect> effects = new ArrayList<>(12);

    OrderEvidence(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    List<Committed> versions() {
        return versions;
    }

    List<EventRecorded> events() {
        return events;
    }

    List<DeliveryEvidence> deliveries() {
        return deliveries;
    }

    List<Operation> operations() {
        return operations;
    }

    List<Effect> effects() {
        return effects;
    }

    void sort() {
        versions.sort(Comparator.comparingInt(Committed::version).thenComparingLong(Committed::at));
    }

    /** Its newest version; empty if it was never committed. */
    Optional<Committed> current() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    Optional<Committed> committed(int version) {
        for (Committed c : versions) {
            if (c.version() == version) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    /** That version, if it had this status. */
    Optional<Committed> committed(int version, @Nullable String status) {
        for (Committed c : versions) {
            if (c.version() == version && c.status().equals(status)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    /** The first version with this status. */
    Optional<Committed> became(String status) {
        for (Committed c : versions) {
            if (c.status().equals(status)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    boolean hasEvent(int version) {
        for (EventRecorded e : events) {
            if (e.version() == version) {
                return true;
            }
        }
        return false;
    }

    List<Operation> operations(Kind kind) {
        List<Operation> its = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            if (operation.kind() == kind) {
                its.add(operation);
            }
        }
        return its;
    }

    Stream<Effect> effects(String kind) {
        return effects.stream().filter(e -> e.kind().equals(kind));
    }

    /** The applications of a kind that were no repeated answers. */
    List<EffectApplied> applied(String kind) {
        List<EffectApplied> applied = new ArrayList<>(1);
        for (Effect effect : effects) {
            if (effect.kind().equals(kind)) {
                effect.firstApplied().ifPresent(applied::add);
            }
        }
        return applied;
    }

    /** What the third parties really moved, in cents: {@code charge} or {@code refund}. */
    long amount(String kind) {
        long amount = 0;
        for (EffectApplied applied : applied(kind)) {
            amount += applied.amount();
        }
        return amount;
    }
}
