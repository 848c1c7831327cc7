package tribunal.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;

/**
 * What is known of one subscription: (connection, subscription, entity). What came after its end is ignored. To be told in
 * the order of time.
 */
final class SubscriptionEvidence {
    private final Subscribed subscribed;
    private final Map<String, List<UpdateReceived>> updates = new LinkedHashMap<>();
    private final List<BoardUpdateReceived> frames = new ArrayList<>(0);
    private Optional<Long> ended = Optional.empty();

    /** A subscription's identity. */
    record Id(String connection, String subscription) {}

    SubscriptionEvidence(Subscribed subscribed) {
        this.subscribed = subscribed;
    }

    void add(Unsubscribed e) {
        ended = ended.or(() -> Optional.of(e.at()));
    }

    void add(UpdateReceived e) {
        if (isLive(e.at())) {
            updates.computeIfAbsent(e.order(), _ -> new ArrayList<>(6)).add(e);
        }
    }

    void add(BoardUpdateReceived e) {
        if (isLive(e.at())) {
            frames.add(e);
        }
    }

    private boolean isLive(long at) {
        return ended.isEmpty() || at <= ended.get();
    }

    Subscribed subscribed() {
        return subscribed;
    }

    /** When it ended; empty if it never did. */
    Optional<Long> ended() {
        return ended;
    }

    boolean liveAt(long time) {
        return subscribed.at() <= time && ended.filter(end -> end <= time).isEmpty();
    }

    /** Its updates, by order, in the order of time. */
    Map<String, List<UpdateReceived>> updates() {
        return updates;
    }

    /** Its frames that show a board, in the order of time. */
    List<BoardUpdateReceived> frames() {
        return frames;
    }
}
