package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;

/** All subscriptions of a run, in the order in which they were asked for. To be told in the order of time. */
public final class SubscriptionIndex {
    private final List<SubscriptionEvidence> all = new ArrayList<>();
    private final Map<Id, List<SubscriptionEvidence>> byId = new HashMap<>();

    /** A subscription's name. */
    record Id(String connection, String subscription) {}

    void add(Subscribed e) {
        SubscriptionEvidence subscription = new SubscriptionEvidence(all.size(), e);
        all.add(subscription);
        byId.computeIfAbsent(new Id(e.connection(), e.subscription()), _ -> new ArrayList<>(1))
                .add(subscription);
    }

    /** The last one of that name ends. */
    void end(Unsubscribed e) {
        List<SubscriptionEvidence> its = named(new Id(e.connection(), e.subscription()));
        if (!its.isEmpty()) {
            its.getLast().end(e);
        }
    }

    private List<SubscriptionEvidence> named(Id id) {
        return byId.getOrDefault(id, List.of());
    }

    /** The last one of that name which had been asked for by then. */
    Optional<SubscriptionEvidence> find(Id id, long at) {
        List<SubscriptionEvidence> its = named(id);
        for (int i = its.size() - 1; i >= 0; i--) {
            if (its.get(i).subscribed().at() <= at) {
                return Optional.of(its.get(i));
            }
        }
        return Optional.empty();
    }

    public int size() {
        return all.size();
    }

    public Stream<SubscriptionEvidence> stream() {
        return all.stream();
    }
}
