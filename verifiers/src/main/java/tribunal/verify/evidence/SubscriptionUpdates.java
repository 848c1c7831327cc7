package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.UpdateReceived;

/** The updates that one subscription received, in the order of time. */
public final class SubscriptionUpdates {
    private final SubscriptionEvidence subscription;
    private final Map<String, List<UpdateReceived>> byOrder = new LinkedHashMap<>();
    private final List<BoardUpdateReceived> frames = new ArrayList<>(0);

    SubscriptionUpdates(SubscriptionEvidence subscription) {
        this.subscription = subscription;
    }

    void add(UpdateReceived e) {
        if (subscription.isShownAt(e.at())) {
            byOrder.computeIfAbsent(e.order(), _ -> new ArrayList<>(6)).add(e);
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

    public Map<String, List<UpdateReceived>> byOrder() {
        return byOrder;
    }

    /** The updates of one order. */
    public List<UpdateReceived> of(String order) {
        return byOrder.getOrDefault(order, List.of());
    }

    /** The frames that show a board. */
    public List<BoardUpdateReceived> frames() {
        return frames;
    }
}
