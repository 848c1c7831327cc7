package tribunal.fault.plan;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.history.AppModel;
import tribunal.history.EntityType.Transition;

/**
 * What a plan knows of the app: which faults can take effect where. It is derived from the app's model, and goes to the
 * app's process with the plan.
 *
 * @param stateChanging functions that cause an entity's next event
 * @param asking functions that make requests to third parties
 * @param events types of event, by name
 */
public record EventFlow(
        SortedSet<String> stateChanging, SortedSet<String> asking, SortedMap<String, EventKind> events) {
    /**
     * A type of event.
     *
     * @param isFirst whether it begins an entity
     * @param isFollowed whether another event of the entity can follow it
     * @param isInterruptible whether a client can cause the event that follows
     */
    public record EventKind(boolean isFirst, boolean isFollowed, boolean isInterruptible) {
        private static final EventKind UNKNOWN = new EventKind(false, false, false);
    }

    public static EventFlow of(AppModel model) {
        SortedSet<String> stateChanging = new TreeSet<>();
        SortedSet<String> asking = new TreeSet<>();
        model.functions().forEach((name, task) -> {
            if (task.changesState()) {
                stateChanging.add(name);
            }
            if (!task.effects().isEmpty()) {
                asking.add(name);
            }
        });
        SortedMap<String, EventKind> events = new TreeMap<>();
        List<Transition> all = model.transitions();
        all.forEach(t -> events.put(t.event(), kind(t.event(), all)));
        return new EventFlow(stateChanging, asking, events);
    }

    private static EventKind kind(String event, List<Transition> all) {
        List<Transition> own = all.stream().filter(t -> t.event().equals(event)).toList();
        List<Transition> next = all.stream()
                .filter(t -> own.stream().anyMatch(before -> Objects.equals(t.from(), before.to())))
                .toList();
        boolean isFirst = own.stream().anyMatch(t -> t.from() == null);
        return new EventKind(isFirst, !next.isEmpty(), next.stream().anyMatch(EventFlow::isAsked));
    }

    private static boolean isAsked(Transition transition) {
        return transition.requires() != null && transition.requires().asked() != null;
    }

    private EventKind kind(String event) {
        return events.getOrDefault(event, EventKind.UNKNOWN);
    }

    /** Whether the function of this attempt makes a request to a third party. */
    boolean asksThirdParty(AttemptKey attempt) {
        return asking.contains(attempt.function());
    }

    /** Whether another function or the client can cause a later event of the entity while this attempt is held. */
    boolean laterEventCanArise(AttemptKey attempt, PlannedEntity entity) {
        EventKind event = kind(attempt.eventType());
        return event.isFollowed()
                && (!stateChanging.contains(attempt.function()) || (event.isInterruptible() && entity.cancels()));
    }

    /**
     * Whether an entity is certain to have this event. If its client cancels, only the first event is certain: timing
     * decides which others occur.
     */
    boolean isCertain(PlannedEvent event, PlannedEntity entity) {
        return !entity.cancels() || kind(event.type()).isFirst();
    }
}
