package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;

/**
 * The updates that one subscription received, in the order of time.
 *
 * @param byEntity the updates of entities, by id
 * @param frames the frames that show a view
 */
public record SubscriptionUpdates(
        SubscriptionEvidence subscription, Map<String, List<UpdateReceived>> byEntity, List<ViewReceived> frames) {
    SubscriptionUpdates(SubscriptionEvidence subscription) {
        this(subscription, new LinkedHashMap<>(), new ArrayList<>(0));
    }

    void add(UpdateReceived e) {
        if (subscription.isShownAt(e.at())) {
            byEntity.computeIfAbsent(e.entity(), _ -> new ArrayList<>(6)).add(e);
        }
    }

    void add(ViewReceived e) {
        if (subscription.isShownAt(e.at())) {
            frames.add(e);
        }
    }

    /** The updates of one entity. */
    public List<UpdateReceived> of(String entity) {
        return byEntity.getOrDefault(entity, List.of());
    }
}
