package tribunal.verify.guarantee.subscription;

import static tribunal.verify.verdict.Findings.violation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Topic;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.UpdateReceived;
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
final class TopicCoverage {
    private static final String ID = "id";
    private static final String CUSTOMER = "customer";
    private static final String RESTAURANT = "restaurant";

    private final AppModel model;
    private final Findings findings;

    TopicCoverage(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /** The topic of a subscription; empty if the model does not declare it. */
    static Optional<Topic> topic(AppModel model, String entity) {
        int colon = entity.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.ofNullable(model.topics().get(entity.substring(0, colon)));
    }

    /** The part of a topic's name after the colon. */
    static String key(String entity) {
        return entity.substring(entity.indexOf(':') + 1);
    }

    /**
     * The key of the topic that shows this order; null if the topic selects orders by an attribute that is unknown
     * here.
     */
    static @Nullable String selected(Topic topic, OrderEvidence order) {
        if (topic.by().equals(ID)) {
            return order.id();
        }
        if (order.versions().isEmpty()) {
            return null;
        }
        Committed first = order.versions().getFirst();
        return switch (topic.by()) {
            case CUSTOMER -> first.customer();
            case RESTAURANT -> first.restaurant();
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
            OrderEvidence order = evidence.orders().get(id);
            if (topic.get().view()) {
                reportStray(updates, updatesOfOrder.getFirst());
            } else if (order != null) {
                @Nullable String selected = selected(topic.get(), order);
                if (selected != null && !selected.equals(key(entity))) {
                    reportStray(updates, updatesOfOrder.getFirst());
                }
            }
        });
        for (BoardUpdateReceived frame : updates.frames()) {
            if (!topic.get().view() || !frame.restaurant().equals(key(entity))) {
                reportStray(updates, frame);
                return;
            }
        }
    }

    private void reportStray(SubscriptionUpdates updates, UpdateReceived update) {
        String sentence = "a subscriber of %s saw %s, which that topic does not cover"
                .formatted(updates.subscription().entity(), FindingText.order(update.order()));
        findings.violated(
                "update outside its topic",
                violation(
                        sentence, update.order(), List.of(updates.subscription().subscribed(), update)));
    }

    private void reportStray(SubscriptionUpdates updates, BoardUpdateReceived frame) {
        String sentence = "a subscriber of %s saw the board of %s"
                .formatted(updates.subscription().entity(), frame.restaurant());
        findings.violated(
                "board outside its topic",
                violation(sentence, null, List.of(updates.subscription().subscribed(), frame)));
    }
}
