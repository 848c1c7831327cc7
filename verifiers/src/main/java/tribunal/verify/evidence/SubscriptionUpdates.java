package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.UpdateReceived;

/** What one subscription was shown, in the order of time. */
public final class SubscriptionUpdates {
    private final SubscriptionEvidence subscription;
    private final Map<String, List<UpdateReceived>> ofOrders = new LinkedHashMap<>();
    private final List<BoardUpdateReceived> frames = new ArrayList<>(0);

    SubscriptionUpdates(SubscriptionEvidence subscription) {
        this.subscription = subscription;
    }

    void add(UpdateReceived e) {
        if (subscription.isShownAt(e.at())) {
            ofOrders.computeIfAbsent(e.order(), _ -> new ArrayList<>(6)).add(e);
        }
    }

    void add(BoardUpdateReceived e) {
        if (subscription.isShownAt(e.at())) {
            frames.add(e);
        }
    }

    public SubscriptionEvidence subscription() {
        return subscription;
    }

    public Map<String, List<UpdateReceived>> ofOrders() {
        return ofOrders;
    }

    /** Those of one order. */
    public List<UpdateReceived> of(String order) {
        return ofOrders.getOrDefault(order, List.of());
    }

    /** Its frames that show a board. */
    public List<BoardUpdateReceived> frames() {
        return frames;
    }
}
