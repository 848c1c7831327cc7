package tribunal.verify.guarantee.subscription;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Topic;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks what a topic covers: a subscription shows only the entities, or the view, that its topic's name selects. Topics
 * that the model does not declare are not judged.
 */
record TopicCoverageCheck(AppModel model, Findings findings) {
    /** The topic of a subscription; empty if the model does not declare it. */
    static Optional<Topic> topic(AppModel model, String topic) {
        return Optional.ofNullable(model.topics().get(AppModel.typeOf(topic)));
    }

    /** The key of the subscriptions of this topic that show the entity; null if the deciding attribute is unknown. */
    static @Nullable String selected(Topic topic, EntityEvidence entity) {
        String by = Objects.requireNonNullElse(topic.by(), Topic.ID);
        return by.equals(Topic.ID) ? AppModel.keyOf(entity.id()) : entity.attribute(by);
    }

    void judge(PartitionEvidence evidence, SubscriptionUpdates updates) {
        String name = updates.subscription().topic();
        Optional<Topic> topic = topic(model, name);
        if (topic.isEmpty()) {
            return;
        }
        updates.byEntity().forEach((id, updatesOfEntity) -> {
            if (isStray(topic.get(), name, evidence.entities().get(id))) {
                String sentence = "a subscriber of %s saw %s, which that topic does not cover"
                        .formatted(name, FindingText.entity(id));
                findings.report(
                        "update outside its topic",
                        sentence,
                        id,
                        List.of(updates.subscription().subscribed(), updatesOfEntity.getFirst()));
            }
        });
        updates.frames().stream()
                .filter(frame ->
                        !frame.view().equals(topic.get().view()) || !frame.key().equals(AppModel.keyOf(name)))
                .findFirst()
                .ifPresent(frame -> findings.report(
                        frame.view() + " outside its topic",
                        "a subscriber of %s saw the %s".formatted(name, FindingText.view(frame.view(), frame.key())),
                        null,
                        List.of(updates.subscription().subscribed(), frame)));
    }

    /** Whether the topic does not cover this entity, which is null if it is unknown. */
    private static boolean isStray(Topic topic, String name, @Nullable EntityEvidence entity) {
        if (topic.view() != null
                || (entity != null && !AppModel.typeOf(entity.id()).equals(topic.shows()))) {
            return true;
        }
        @Nullable String selected = entity == null ? null : selected(topic, entity);
        return selected != null && !selected.equals(AppModel.keyOf(name));
    }
}
