package tribunal.verify.guarantee.subscription;

import static tribunal.verify.verdict.Findings.violation;

import java.util.List;
import java.util.Optional;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Topic;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the sequence of frames. The first frame is as new as the versions committed before the subscription was
 * requested, unless a fault kept the app from reading them. No frame is repeated more often than the model allows.
 */
final class FrameSequence {
    private final AppModel model;
    private final Findings findings;

    FrameSequence(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    void judge(PartitionEvidence evidence, SubscriptionUpdates updates) {
        Optional<Topic> topic =
                TopicCoverage.topic(model, updates.subscription().entity());
        if (topic.isEmpty()) {
            return;
        }
        updates.byOrder().forEach((id, updatesOfOrder) -> {
            Optional.ofNullable(evidence.orders().get(id))
                    .ifPresent(order -> checkFirst(evidence, updates.subscription(), order, updatesOfOrder.getFirst()));
            checkRepeats(updatesOfOrder, topic.get().repeatedFrames());
        });
        checkBoardRepeats(updates.frames(), topic.get().repeatedFrames());
    }

    private void checkFirst(
            PartitionEvidence evidence, SubscriptionEvidence subscription, OrderEvidence order, UpdateReceived first) {
        long asked = subscription.subscribed().at();
        List<Committed> versions = order.versions();
        for (int i = versions.size() - 1; i >= 0 && versions.get(i).version() > first.version(); i--) {
            Committed c = versions.get(i);
            boolean isBefore = evidence.clocks().certainlyBefore(c.at(), asked);
            if (isBefore && !evidence.outages().anyFault(asked, first.at())) {
                String sentence =
                        "a subscription began with version %d (%s) of %s, but version %d (%s) was committed %s before"
                                .formatted(
                                        first.version(),
                                        first.status(),
                                        FindingText.order(order.id()),
                                        c.version(),
                                        c.status(),
                                        FindingText.seconds(asked - c.at()));
                findings.violated(
                        "subscription with an old beginning",
                        violation(sentence, order.id(), List.of(c, subscription.subscribed(), first)));
                return;
            }
        }
    }

    private void checkRepeats(List<UpdateReceived> updates, int allowed) {
        int repeats = 0;
        for (int i = 1; i < updates.size(); i++) {
            UpdateReceived update = updates.get(i);
            repeats = update.version() == updates.get(i - 1).version() ? repeats + 1 : 0;
            if (repeats > allowed) {
                String sentence = "a subscriber saw %s at version %d (%s) %d times"
                        .formatted(FindingText.order(update.order()), update.version(), update.status(), repeats + 1);
                findings.violated(
                        "update repeated too often",
                        violation(sentence, update.order(), updates.subList(i - repeats, i + 1)));
                return;
            }
        }
    }

    private void checkBoardRepeats(List<BoardUpdateReceived> frames, int allowed) {
        int repeats = 0;
        for (int i = 1; i < frames.size(); i++) {
            BoardUpdateReceived frame = frames.get(i);
            repeats = frame.revision() == frames.get(i - 1).revision() ? repeats + 1 : 0;
            if (repeats > allowed) {
                String sentence = "a subscriber saw the board of %s at revision %d %d times"
                        .formatted(frame.restaurant(), frame.revision(), repeats + 1);
                findings.violated(
                        "board repeated too often", violation(sentence, null, frames.subList(i - repeats, i + 1)));
                return;
            }
        }
    }
}
