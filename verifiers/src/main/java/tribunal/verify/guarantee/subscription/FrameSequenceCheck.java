package tribunal.verify.guarantee.subscription;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Topic;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the sequence of frames. The first frame is as new as the versions that were visible before the subscription
 * was requested, unless a fault kept the app from reading them. No frame is repeated more often than the model allows.
 */
record FrameSequenceCheck(AppModel model, Findings findings) {
    void judge(PartitionEvidence evidence, SubscriptionUpdates updates) {
        Optional<Topic> topic =
                TopicCoverageCheck.topic(model, updates.subscription().topic());
        if (topic.isEmpty()) {
            return;
        }
        updates.byEntity().forEach((id, updatesOfEntity) -> {
            evidence.entity(id)
                    .ifPresent(
                            entity -> checkFirst(evidence, updates.subscription(), entity, updatesOfEntity.getFirst()));
            checkRepeats(updatesOfEntity, topic.get().repeatedFrames());
        });
        checkViewRepeats(updates.frames(), topic.get().repeatedFrames());
    }

    private void checkFirst(
            PartitionEvidence evidence,
            SubscriptionEvidence subscription,
            EntityEvidence entity,
            UpdateReceived first) {
        long asked = subscription.subscribed().at();
        List<Committed> versions = entity.versions();
        for (int i = versions.size() - 1; i >= 0 && versions.get(i).version() > first.version(); i--) {
            Committed c = versions.get(i);
            boolean isBefore = evidence.clocks().certainlyBefore(entity.visibleSince(c.version()), asked);
            if (isBefore && !evidence.run().outages().anyFault(asked, first.at())) {
                String sentence = "a subscription began with %s of %s, but %s was committed %s before"
                        .formatted(
                                FindingText.version(first.version(), first.state()),
                                FindingText.entity(entity.id()),
                                FindingText.version(c.version(), c.state()),
                                FindingText.seconds(asked - c.at()));
                findings.report(
                        "subscription with an old beginning",
                        sentence,
                        entity.id(),
                        List.of(c, subscription.subscribed(), first));
                return;
            }
        }
    }

    private void checkRepeats(List<UpdateReceived> updates, int allowed) {
        List<UpdateReceived> repeated = repeated(updates, UpdateReceived::version, allowed);
        if (!repeated.isEmpty()) {
            UpdateReceived update = repeated.getLast();
            String sentence = "a subscriber saw %s at %s %d times"
                    .formatted(
                            FindingText.entity(update.entity()),
                            FindingText.version(update.version(), update.state()),
                            repeated.size());
            findings.report("update repeated too often", sentence, update.entity(), repeated);
        }
    }

    private void checkViewRepeats(List<ViewReceived> frames, int allowed) {
        List<ViewReceived> repeated = repeated(frames, ViewReceived::revision, allowed);
        if (!repeated.isEmpty()) {
            ViewReceived frame = repeated.getLast();
            String sentence = "a subscriber saw the %s at revision %d %d times"
                    .formatted(FindingText.view(frame.view(), frame.key()), frame.revision(), repeated.size());
            findings.report(frame.view() + " repeated too often", sentence, null, repeated);
        }
    }

    /** The first frame that is repeated too often, with its repetitions until then; empty if there is none. */
    private static <F> List<F> repeated(List<F> frames, ToLongFunction<F> shown, int allowed) {
        int repeats = 0;
        for (int i = 1; i < frames.size(); i++) {
            repeats = shown.applyAsLong(frames.get(i)) == shown.applyAsLong(frames.get(i - 1)) ? repeats + 1 : 0;
            if (repeats > allowed) {
                return frames.subList(i - repeats, i + 1);
            }
        }
        return List.of();
    }
}
