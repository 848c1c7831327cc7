package tribunal.verify.evidence;

import java.util.Optional;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;

/** From when to when somebody was subscribed to an entity. */
public final class SubscriptionEvidence {
    private static final int UNASKED = Integer.MAX_VALUE;

    private final int number;
    private final Subscribed subscribed;
    private Optional<Unsubscribed> end = Optional.empty();

    /** {@code number}: how many were asked for before. */
    SubscriptionEvidence(int number, Subscribed subscribed) {
        this.number = number;
        this.subscribed = subscribed;
    }

    /** One that nobody is known to have asked for: it covers nothing. */
    static SubscriptionEvidence unasked(long at, SubscriptionIndex.Id id) {
        return new SubscriptionEvidence(UNASKED, new Subscribed(at, id.connection(), id.subscription(), ""));
    }

    public boolean isUnasked() {
        return number == UNASKED;
    }

    public int number() {
        return number;
    }

    /** The first end counts. */
    void end(Unsubscribed e) {
        end = end.or(() -> Optional.of(e));
    }

    /** The entry that ended it; empty if it never ended. */
    public Optional<Unsubscribed> end() {
        return end;
    }

    /** The app ended it, by what the client saw. */
    public boolean isEndedByApp() {
        return end.filter(e -> e.by() == EndedBy.APP).isPresent();
    }

    public Subscribed subscribed() {
        return subscribed;
    }

    public String entity() {
        return subscribed.entity();
    }

    /** When it ended; empty if it never did. */
    public Optional<Long> ended() {
        return end.map(Unsubscribed::at);
    }

    /** It had not ended by then. */
    public boolean isOpenAt(long time) {
        return end.isEmpty() || end.get().at() > time;
    }

    public boolean liveAt(long time) {
        return subscribed.at() <= time && end.filter(e -> e.at() <= time).isEmpty();
    }

    /** What comes after its end is ignored. */
    boolean isShownAt(long time) {
        return end.isEmpty() || time <= end.get().at();
    }
}
