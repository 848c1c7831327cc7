package tribunal.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;

/** What is known of one subscription: (connection, subscription, entity). */
record SubscriptionEvidence(Subscribed subscribed, Timeline timeline) {
    /** A subscription's identity. */
    record Id(String connection, String subscription) {}

    /** When it ended; empty if it never did. */
    Optional<Long> ended() {
        return timeline.first(Unsubscribed.class).map(Unsubscribed::at);
    }

    boolean liveAt(long time) {
        return subscribed.at() <= time && ended().filter(end -> end <= time).isEmpty();
    }

    /** Its updates, by order, in the order of time; what came after its end is ignored. */
    Map<String, List<UpdateReceived>> updates() {
        long end = ended().orElse(Long.MAX_VALUE);
        return timeline.all(UpdateReceived.class)
                .filter(update -> update.at() <= end)
                .collect(Collectors.groupingBy(UpdateReceived::order, LinkedHashMap::new, Collectors.toList()));
    }

    /** Whether it is to show this order. */
    boolean covers(OrderEvidence order) {
        return subscribed.entity().equals("order:" + order.id())
                || order.customer()
                        .filter(c -> subscribed.entity().equals("customer:" + c))
                        .isPresent();
    }
}
