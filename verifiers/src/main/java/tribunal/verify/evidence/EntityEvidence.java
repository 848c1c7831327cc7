package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.ThirdPartyEntry.EffectApplied;

/** The evidence of all witnesses on one entity. Lists are in the order of time, {@code versions} by version. */
public record EntityEvidence(
        String id,
        List<Committed> versions,
        List<EventRecorded> events,
        List<DeliveryEvidence> deliveries,
        List<ClientOperation> operations,
        List<EffectEvidence> effects) {
    /** A time after the end of every run, to which a duration can be added. */
    public static final long NEVER = Long.MAX_VALUE / 2;

    public EntityEvidence(String id) {
        this(id, new ArrayList<>(6), new ArrayList<>(6), new ArrayList<>(24), new ArrayList<>(2), new ArrayList<>(12));
    }

    void sort() {
        versions.sort(Comparator.comparingInt(Committed::version).thenComparingLong(Committed::at));
    }

    /** The newest version; empty if it was never committed. */
    public Optional<Committed> current() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<Committed> committed(int version) {
        return ListQueries.first(versions, c -> c.version() == version);
    }

    /**
     * The earliest time at which the version, or a later one, was certainly visible to every reader: an answer had
     * shown it, its event had been handed over, or a later version was committed. Its own commit time proves nothing,
     * because PostgreSQL makes a commit visible only when the disk has confirmed it, which can take half a second. An
     * answer before the commit proves nothing either: it is a lie of its own.
     *
     * @return {@link #NEVER} if nothing proves it
     */
    public long visibleSince(int version) {
        long since = NEVER;
        for (ClientOperation operation : operations) {
            for (OperationAnswered answer : operation.answers()) {
                since = answer.version() >= version
                        ? Math.min(since, committedBy(answer.version(), answer.at()))
                        : since;
            }
        }
        for (DeliveryEvidence delivery : deliveries) {
            if (delivery.recorded().filter(e -> e.version() >= version).isPresent()) {
                Optional<HandedOver> first = delivery.first(HandedOver.class);
                since = first.isPresent() ? Math.min(since, first.get().at()) : since;
            }
        }
        for (Committed later : versions) {
            since = later.version() > version ? Math.min(since, later.at()) : since;
        }
        return since;
    }

    /** The later one of this time and the commit of the version; the time itself if the version was never committed. */
    public long committedBy(int version, long at) {
        return committed(version).map(c -> Math.max(c.at(), at)).orElse(at);
    }

    /** The version with this number, if it has this state. */
    public Optional<Committed> committed(int version, @Nullable String state) {
        return ListQueries.first(
                versions, c -> c.version() == version && c.state().equals(state));
    }

    /** The first version with this state. */
    public Optional<Committed> became(String state) {
        return ListQueries.first(versions, c -> c.state().equals(state));
    }

    public boolean hasEvent(int version) {
        return ListQueries.any(events, e -> e.version() == version);
    }

    public List<ClientOperation> operations(String name) {
        return ListQueries.all(operations, operation -> operation.name().equals(name));
    }

    public Stream<EffectEvidence> effects(String kind) {
        return effects.stream().filter(e -> e.kind().equals(kind));
    }

    /** The applied effects of a kind, without repeated answers. */
    public List<EffectApplied> applied(String kind) {
        List<EffectApplied> applied = new ArrayList<>(1);
        for (EffectEvidence effect : effects) {
            if (effect.kind().equals(kind)) {
                effect.firstApplied().ifPresent(applied::add);
            }
        }
        return applied;
    }

    /** The value of an attribute in the first version; null if it is not known. */
    public @Nullable String attribute(String name) {
        return versions.isEmpty() ? null : versions.getFirst().attributes().get(name);
    }

    /** The sum of what third parties moved by effects of this kind. */
    public long amount(String kind) {
        long amount = 0;
        for (EffectApplied applied : applied(kind)) {
            amount += applied.quantity();
        }
        return amount;
    }
}
