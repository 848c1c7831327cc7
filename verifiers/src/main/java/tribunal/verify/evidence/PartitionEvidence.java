package tribunal.verify.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DeliveryId;
import tribunal.history.EntityType.Transition;
import tribunal.history.Entry;
import tribunal.history.JudgeLimits;
import tribunal.history.Phase;

/**
 * The evidence on the entities of one partition of a history, indexed once for all guarantees.
 *
 * @param kinds the partition's entries
 * @param entities by id
 * @param events recorded events, by id
 * @param deliveries one delivery for each recorded event and each function that the model assigns to its type, then
 *     phantoms
 * @param updatesBySubscription for each subscription that received any, in the order in which clients subscribed
 * @param poisoned for each delivery that was made to fail for good, the failed attempts after which the app must give it
 *     up
 */
public record PartitionEvidence(
        EntriesByKind kinds,
        RunEvidence run,
        SortedMap<String, EntityEvidence> entities,
        Map<String, EventRecorded> events,
        DeliveryIndex deliveries,
        List<ClientOperation> operations,
        Map<SubscriptionEvidence, SubscriptionUpdates> updatesBySubscription,
        List<EventAltered> altered,
        Map<DeliveryId, Integer> poisoned) {

    public AppModel model() {
        return run.model();
    }

    public ClockUncertainty clocks() {
        return run.clocks();
    }

    public JudgeLimits limits() {
        return run.limits();
    }

    /** The entity with this id; empty if it is not in this partition. */
    public Optional<EntityEvidence> entity(String id) {
        return Optional.ofNullable(entities.get(id));
    }

    /** The canary entity; empty if it is not in this partition. */
    public Optional<EntityEvidence> canary() {
        return run.phases().canary().flatMap(this::entity);
    }

    /**
     * Whether the entity belongs to the storm: the schedule wanted it after the warm-up, and it is not the canary. Only
     * entities of the storm are measured, and only they may suffer faults.
     */
    public boolean inStorm(EntityEvidence entity) {
        long storm = run.phases().started(Phase.STORM).orElse(Long.MIN_VALUE);
        return !ListQueries.any(
                        entity.operations(), operation -> operation.first().intended() < storm)
                && !run.phases().isCanary(entity.id());
    }

    /** Whether the entity of the delivery belongs to the storm, or is not known. */
    public boolean inStorm(DeliveryEvidence delivery) {
        return inStorm(delivery.entity());
    }

    /**
     * Whether the entity with this id belongs to the storm, or is not known.
     *
     * @param entity null if the entity is not known
     */
    public boolean inStorm(@Nullable String entity) {
        EntityEvidence found = entity == null ? null : entities.get(entity);
        return found == null || inStorm(found);
    }

    /** The first operation that created the entity; empty if no client is known to have asked for it. */
    public Optional<ClientOperation> creation(EntityEvidence entity) {
        return ListQueries.first(entity.operations(), operation -> model().isCreation(operation.name()));
    }

    public boolean isInFinalState(EntityEvidence entity) {
        return run.isInFinalState(entity);
    }

    /** Whether no version, event or delivery of the entity is missing, dead or outstanding. */
    public boolean isComplete(EntityEvidence entity) {
        int versions = entity.versions().size();
        return entity.current().filter(last -> last.version() == versions).isPresent()
                && !ListQueries.any(entity.events(), event -> event.version() > versions)
                && !ListQueries.any(entity.deliveries(), delivery -> delivery.isOutstanding() || delivery.isDead())
                && missingEvents(entity) == 0;
    }

    /** How many versions of the entity require an event that was not recorded. */
    public long missingEvents(EntityEvidence entity) {
        return ListQueries.count(entity.versions(), c -> !hasEvent(entity, c));
    }

    public Collection<SubscriptionUpdates> updates() {
        return updatesBySubscription.values();
    }

    /** The updates of this entity that the subscription received. */
    public List<UpdateReceived> updates(SubscriptionEvidence subscription, String entity) {
        SubscriptionUpdates received = updatesBySubscription.get(subscription);
        return received == null ? List.of() : received.of(entity);
    }

    public <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** Whether the event that this version requires was recorded with it, or it requires none. */
    private boolean hasEvent(EntityEvidence entity, Committed c) {
        Optional<Transition> transition = model().transition(c.entity(), c.from(), c.state());
        return transition.isEmpty()
                || ListQueries.any(
                        entity.events(),
                        e -> e.version() == c.version()
                                && e.eventType().equals(transition.get().event()));
    }
}
