package tribunal.verify.guarantee.subscription;

import static tribunal.verify.verdict.Findings.violation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.AppModel.Topic;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The part of subscription that is the age of boards, by what other subscribers had seen: the first frame is no older than
 * any that somebody had seen before the subscription was asked for, and one that ended long after somebody saw a newer
 * revision had shown it too. All times are the clients'.
 */
final class ReadModelFreshness {
    private final RunEvidence run;
    private final Findings findings;
    private final Findings overdue;
    private final Map<String, TreeMap<Long, BoardUpdateReceived>> newest = new HashMap<>();

    /** {@code overdue}: where what did not come in time is put. */
    ReadModelFreshness(RunEvidence run, Findings findings, Findings overdue) {
        this.run = run;
        this.findings = findings;
        this.overdue = overdue;
    }

    /** All frames of one board are in one part of the history. */
    private void index(PartitionEvidence evidence) {
        newest.clear();
        for (BoardUpdateReceived frame : evidence.all(BoardUpdateReceived.class)) {
            TreeMap<Long, BoardUpdateReceived> its = newest.computeIfAbsent(frame.restaurant(), _ -> new TreeMap<>());
            if (its.isEmpty() || its.lastEntry().getValue().revision() < frame.revision()) {
                its.put(frame.at(), frame);
            }
        }
    }

    void judge(PartitionEvidence evidence) {
        index(evidence);
        for (SubscriptionUpdates updates : evidence.updates()) {
            List<BoardUpdateReceived> frames = updates.frames();
            Optional<Topic> topic =
                    TopicCoverage.topic(run.model(), updates.subscription().entity());
            if (!frames.isEmpty() && topic.isPresent()) {
                beginning(updates.subscription().subscribed(), frames.getFirst());
                updates.subscription()
                        .end()
                        .ifPresent(_ -> silent(updates.subscription(), frames.getFirst(), frames.getLast()));
            }
        }
    }

    /** The newest frame of this board that anybody had seen before that time. */
    private Optional<BoardUpdateReceived> seenBefore(String restaurant, long time) {
        return Optional.ofNullable(newest.get(restaurant))
                .flatMap(its -> Optional.ofNullable(its.lowerEntry(time)))
                .map(Map.Entry::getValue);
    }

    private void beginning(Subscribed subscribed, BoardUpdateReceived first) {
        seenBefore(first.restaurant(), subscribed.at())
                .filter(seen -> seen.revision() > first.revision())
                .ifPresent(seen -> {
                    String sentence =
                            "a subscription began with revision %d of the board of %s, but revision %d had been seen before"
                                    .formatted(first.revision(), first.restaurant(), seen.revision());
                    findings.violated(
                            "subscription with an old beginning",
                            violation(sentence, null, List.of(seen, subscribed, first)));
                });
    }

    private void silent(SubscriptionEvidence subscription, BoardUpdateReceived first, BoardUpdateReceived last) {
        long ended = subscription.ended().orElseThrow();
        seenBefore(first.restaurant(), ended - run.limits().catchUp().toNanos())
                .filter(seen -> seen.revision() > last.revision() && seen.at() > first.at())
                .filter(seen -> !run.isDisturbed(seen.at(), ended))
                .ifPresent(seen -> {
                    String sentence =
                            "a subscriber of the board of %s held revision %d for %s after others had seen revision %d, and then left"
                                    .formatted(
                                            last.restaurant(),
                                            last.revision(),
                                            FindingText.seconds(ended - seen.at()),
                                            seen.revision());
                    overdue.absent(
                            "subscription that fell silent",
                            violation(
                                    sentence,
                                    null,
                                    List.of(last, seen, subscription.end().orElseThrow())));
                });
    }
}
