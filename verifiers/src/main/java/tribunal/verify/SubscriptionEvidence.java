package tribunal.verify;

import java.util.Optional;
import tribunal.history.ClientEntry.Subscribed;

/** From when to when somebody was subscribed to an entity. */
final class SubscriptionEvidence {
    private static final int UNASKED = Integer.MAX_VALUE;

    private final int number;
    private final Subscribed subscribed;
    private Optional<Long> ended = Optional.empty();

    /** {@code number}: how many were asked for before. */
    SubscriptionEvidence(int number, Subscribed subscribed) {
        this.number = number;
        this.subscribed = subscribed;
    }

    /** One that nobody is known to have asked for: it covers nothing. */
    static SubscriptionEvidence unasked(long at, Subscriptions.Id id) {
        return new SubscriptionEvidence(UNASKED, new Subscribed(at, id.connection(), id.subscription(), ""));
    }

    boolean isUnasked() {
        return number == UNASKED;
    }

    int number() {
        return number;
    }

    /** The first end counts. */
    void end(long at) {
        ended = ended.or(() -> Optional.of(at));
    }

    Subscribed subscribed() {
        return subscribed;
    }

    String entity() {
        return subscribed.entity();
    }

    /** When it ended; empty if it never did. */
    Optional<Long> ended() {
        return ended;
    }

    boolean liveAt(long time) {
        return subscribed.at() <= time && ended.filter(end -> end <= time).isEmpty();
    }

    /** What comes after its end is ignored. */
    boolean isShownAt(long time) {
        return ended.isEmpty() || time <= ended.get();
    }
}
