package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.DeliveryId;

/** All deliveries of a partition, in the order of adding. Lookup is by event first: an event has only a few. */
public final class DeliveryIndex {
    private final List<DeliveryEvidence> all = new ArrayList<>();
    private final Map<String, List<DeliveryEvidence>> byEvent = new HashMap<>();

    void add(DeliveryEvidence delivery) {
        all.add(delivery);
        byEvent.computeIfAbsent(delivery.id().event(), _ -> new ArrayList<>(4)).add(delivery);
    }

    /** All deliveries, as an unmodifiable view. */
    public List<DeliveryEvidence> all() {
        return Collections.unmodifiableList(all);
    }

    public Optional<DeliveryEvidence> find(DeliveryId id) {
        return find(id.event(), id.function());
    }

    public Optional<DeliveryEvidence> find(String event, String function) {
        return ListQueries.first(
                byEvent.getOrDefault(event, List.of()),
                delivery -> delivery.id().function().equals(function));
    }
}
