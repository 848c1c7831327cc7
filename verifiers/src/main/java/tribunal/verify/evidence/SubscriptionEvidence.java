package tribunal.verify.evidence;

import java.util.Optional;
import java.util.regex.Pattern;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;

/** The evidence on one subscription of a client to a topic: its beginning and end. */
public final class SubscriptionEvidence {
    private static final int UNASKED = Integer.MAX_VALUE;
    private static final Pattern NUMBERED = Pattern.compile("(-[0-9]+)?");

    private final int number;
    private final Subscribed subscribed;
    private Optional<Unsubscribed> end = Optional.empty();

    /**
     * Creates an open subscription.
     *
     * @param number the number of earlier subscriptions of the run
     */
    SubscriptionEvidence(int number, Subscribed subscribed) {
        this.number = number;
        this.subscribed = subscribed;
    }

    /** Creates a subscription that no client is known to have requested. It covers no entity. */
    static SubscriptionEvidence unrequested(long at, SubscriptionIndex.Id id) {
        return new SubscriptionEvidence(UNASKED, new Subscribed(at, id.connection(), id.subscription(), ""));
    }

    public boolean isUnrequested() {
        return number == UNASKED;
    }

    public int number() {
        return number;
    }

    /** Ends the subscription. Only the first end counts. */
    void end(Unsubscribed e) {
        end = end.or(() -> Optional.of(e));
    }

    /** The entry that records its end; empty if it never ended. */
    public Optional<Unsubscribed> end() {
        return end;
    }

    /** Whether the app ended it, as the client saw it. */
    public boolean isEndedByApp() {
        return end.filter(e -> e.by() == EndedBy.APP).isPresent();
    }

    public Subscribed subscribed() {
        return subscribed;
    }

    /** Whether it is of this client, whose connections have its name, or its name and a number: {@code ann-2}. */
    public boolean isOf(String client) {
        String connection = subscribed.connection();
        return connection.startsWith(client)
                && NUMBERED.matcher(connection.substring(client.length())).matches();
    }

    public String topic() {
        return subscribed.topic();
    }

    /** When it ended; empty if it never did. */
    public Optional<Long> ended() {
        return end.map(Unsubscribed::at);
    }

    /** Whether it had not ended at this time. */
    public boolean isOpenAt(long time) {
        return end.isEmpty() || end.get().at() > time;
    }

    public boolean isLiveAt(long time) {
        return subscribed.at() <= time && isOpenAt(time);
    }

    /** Whether an update at this time counts. Updates after the end are ignored. */
    boolean isShownAt(long time) {
        return end.isEmpty() || time <= end.get().at();
    }
}
