package tribunal.verify.guarantee.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.AppModel.Topic;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the age of views by the frames that other subscribers had seen. The first frame is no older than any that
 * somebody had seen before the subscription was requested. A subscription that ended long after somebody saw a newer
 * revision must have shown that one too. All times are those of the clients.
 */
final class ViewFreshnessCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final Findings overdue;
    private final Map<String, TreeMap<Long, ViewReceived>> newest = new HashMap<>();

    /** @param overdue receives the frames that did not come in time */
    ViewFreshnessCheck(RunEvidence run, Findings findings, Findings overdue) {
        this.run = run;
        this.findings = findings;
        this.overdue = overdue;
    }

    /** Indexes the newest frames: all frames of one view are in one partition of the history. */
    private void index(PartitionEvidence evidence) {
        newest.clear();
        for (ViewReceived frame : evidence.all(ViewReceived.class)) {
            TreeMap<Long, ViewReceived> ofView = newest.computeIfAbsent(view(frame), _ -> new TreeMap<>());
            if (ofView.isEmpty() || ofView.lastEntry().getValue().revision() < frame.revision()) {
                ofView.put(frame.at(), frame);
            }
        }
    }

    private static String view(ViewReceived frame) {
        return FindingText.view(frame.view(), frame.key());
    }

    void judge(PartitionEvidence evidence) {
        index(evidence);
        for (SubscriptionUpdates updates : evidence.updates()) {
            List<ViewReceived> frames = updates.frames();
            Optional<Topic> topic =
                    TopicCoverageCheck.topic(run.model(), updates.subscription().topic());
            if (!frames.isEmpty() && topic.isPresent()) {
                checkBeginning(updates.subscription().subscribed(), frames.getFirst());
                updates.subscription()
                        .end()
                        .ifPresent(_ -> checkSilence(updates.subscription(), frames.getFirst(), frames.getLast()));
            }
        }
    }

    /** The newest frame of this view that any subscriber had seen before that time. */
    private Optional<ViewReceived> seenBefore(String view, long time) {
        return Optional.ofNullable(newest.get(view))
                .flatMap(ofView -> Optional.ofNullable(ofView.lowerEntry(time)))
                .map(Map.Entry::getValue);
    }

    private void checkBeginning(Subscribed subscribed, ViewReceived first) {
        seenBefore(view(first), subscribed.at())
                .filter(newer -> newer.revision() > first.revision())
                .ifPresent(newer -> {
                    String sentence =
                            "a subscription began with revision %d of the %s, but revision %d had been seen before"
                                    .formatted(first.revision(), view(first), newer.revision());
                    findings.report(
                            "subscription with an old beginning", sentence, null, List.of(newer, subscribed, first));
                });
    }

    private void checkSilence(SubscriptionEvidence subscription, ViewReceived first, ViewReceived last) {
        long ended = subscription.ended().orElseThrow();
        seenBefore(view(first), ended - run.limits().catchUp().toNanos())
                .filter(newer -> newer.revision() > last.revision() && newer.at() > first.at())
                .filter(newer -> !run.isDisturbed(subscription, newer.at(), ended))
                .ifPresent(newer -> {
                    String sentence =
                            "a subscriber of the %s held revision %d for %s after others had seen revision %d, and then left"
                                    .formatted(
                                            view(last),
                                            last.revision(),
                                            FindingText.seconds(ended - newer.at()),
                                            newer.revision());
                    overdue.reportAbsence(
                            "subscription that fell silent",
                            sentence,
                            null,
                            List.of(last, newer, subscription.end().orElseThrow()));
                });
    }
}
