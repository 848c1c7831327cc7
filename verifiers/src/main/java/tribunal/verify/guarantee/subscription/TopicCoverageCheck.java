package tribunal.verify.guarantee.subscription;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Topic;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks what a topic covers: a subscription shows only the orders, or the view, that its topic's name selects. Topics
 * that the model does not declare are not judged.
 */
record TopicCoverageCheck(AppModel model, Findings findings) {
    /** The topic of a subscription; empty if the model does not declare it. */
    static Optional<Topic> topic(AppModel model, String entity) {
        int colon = entity.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.ofNullable(model.topics().get(entity.substring(0, colon)));
    }

    /** The part of a topic's name after the colon. */
    static String key(String entity) {
        return entity.substring(entity.indexOf(':') + 1);
    }

    /** The key of the topic that shows this order; null if that depends on an attribute that is unknown here. */
    static @Nullable String selected(Topic topic, OrderEvidence order) {
        if (topic.selectorAttribute().equals("id")) {
            return order.id();
        }
        if (order.versions().isEmpty()) {
            return null;
        }
        Committed first = order.versions().getFirst();
        return switch (topic.selectorAttribute()) {
            case "customer" -> first.customer();
            case "restaurant" -> first.restaurant();
            default -> null;
        };
    }

    void judge(PartitionEvidence evidence, SubscriptionUpdates updates) {
        String entity = updates.subscription().entity();
        Optional<Topic> topic = topic(model, entity);
        if (topic.isEmpty()) {
            return;
        }
        updates.byOrder().forEach((id, updatesOfOrder) -> {
            if (isStray(topic.get(), entity, evidence.orders().get(id))) {
                String sentence = "a subscriber of %s saw %s, which that topic does not cover"
                        .formatted(entity, FindingText.order(id));
                findings.report(
                        "update outside its topic",
                        sentence,
                        id,
                        List.of(updates.subscription().subscribed(), updatesOfOrder.getFirst()));
            }
        });
        updates.frames().stream()
                .filter(frame -> !topic.get().view() || !frame.key().equals(key(entity)))
                .findFirst()
                .ifPresent(frame -> findings.report(
                        "board outside its topic",
                        "a subscriber of %s saw the board of %s".formatted(entity, frame.key()),
                        null,
                        List.of(updates.subscription().subscribed(), frame)));
    }

    /** Whether the topic does not cover this order, which is null if it is unknown. */
    private static boolean isStray(Topic topic, String entity, @Nullable OrderEvidence order) {
        if (topic.view()) {
            return true;
        }
        @Nullable String selected = order == null ? null : selected(topic, order);
        return selected != null && !selected.equals(key(entity));
    }
}
