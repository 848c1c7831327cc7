package tribunal.fault.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * Decides fates for an app that chooses the ids of its entities itself, so that no plan can know them. The first entity
 * to arrive gets the fates of the planned entity with the earliest intended time, the second those of the next, and so
 * on. The seed alone decides which faults there are; arrival decides which entity has them. An entity keeps its fates.
 * Entities beyond the planned ones have no faults.
 *
 * <p>One object must see every attempt: two nodes with an object each would give the same entity different fates. Safe
 * for use by several threads.
 */
public final class FatesByArrival implements FateDecider {
    private final FaultPlan plan;
    private final Iterator<String> places;
    private final Map<String, Optional<String>> placeOf = new HashMap<>();
    private boolean isHealed;

    /** Begins with an empty list: the next entity is the first to arrive. Create it when the schedule begins. */
    public FatesByArrival(FaultPlan plan) {
        this.plan = plan;
        this.places = placesInOrder(plan).iterator();
    }

    private static List<String> placesInOrder(FaultPlan plan) {
        return plan.entities().entrySet().stream()
                .sorted(Comparator.comparingLong(planned -> planned.getValue().intended()))
                .map(Entry::getKey)
                .toList();
    }

    @Override
    public Optional<DecidedFate> decide(AttemptKey attempt) {
        return place(attempt.entity()).flatMap(place -> plan.decide(attempt.withEntity(place)));
    }

    /** The place of an entity; empty if it arrived after all places were taken, or after heal. */
    private synchronized Optional<String> place(String entity) {
        return placeOf.computeIfAbsent(
                entity, _ -> isHealed || !places.hasNext() ? Optional.empty() : Optional.of(places.next()));
    }

    /** Entities that arrive from now on, such as the canary, have no faults, not even poison. */
    @Override
    public synchronized void heal() {
        isHealed = true;
    }
}
