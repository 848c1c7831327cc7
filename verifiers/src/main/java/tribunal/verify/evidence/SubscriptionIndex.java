package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;

/** All subscriptions of a run, in the order of the requests. Entries must be added in the order of time. */
public final class SubscriptionIndex {
    private final List<SubscriptionEvidence> all = new ArrayList<>();
    private final Map<Id, List<SubscriptionEvidence>> byId = new HashMap<>();

    /** Identifies a subscription. Clients can use an id again. */
    record Id(String connection, String subscription) {}

    void add(Subscribed e) {
        SubscriptionEvidence subscription = new SubscriptionEvidence(all.size(), e);
        all.add(subscription);
        byId.computeIfAbsent(new Id(e.connection(), e.subscription()), _ -> new ArrayList<>(1))
                .add(subscription);
    }

    /** Ends the last subscription with the id of this entry. */
    void end(Unsubscribed e) {
        List<SubscriptionEvidence> matching = byId.getOrDefault(new Id(e.connection(), e.subscription()), List.of());
        if (!matching.isEmpty()) {
            matching.getLast().end(e);
        }
    }

    /** The last subscription with this id that was requested by then. */
    Optional<SubscriptionEvidence> find(Id id, long at) {
        List<SubscriptionEvidence> matching = byId.getOrDefault(id, List.of());
        return ListQueries.first(matching.reversed(), s -> s.subscribed().at() <= at);
    }

    public int size() {
        return all.size();
    }

    public Stream<SubscriptionEvidence> stream() {
        return all.stream();
    }

    public Map<String, List<SubscriptionEvidence>> byTopic() {
        return all.stream().collect(Collectors.groupingBy(SubscriptionEvidence::topic));
    }
}
