package tribunal.verify.guarantee.subscription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.JudgeLimits.WaitBounds;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks prompt frames, in runs whose limits set a bound. While nothing is wrong, each live subscription shows a
 * committed version, or a newer one, within the bound. A later frame was found by a safety net, so a hint was lost. A
 * board's revision counts the events of its orders; each event must first be handed over to its function and change the
 * board.
 */
final class LateFrameCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final WaitBounds bounds;
    private final Map<String, List<SubscriptionEvidence>> byEntity;
    private final Map<String, List<EventRecorded>> eventsByBoard = new HashMap<>();
    private final Map<SubscriptionEvidence, List<ViewReceived>> frames = new HashMap<>();

    LateFrameCheck(RunEvidence run, WaitBounds bounds, Findings findings) {
        this.run = run;
        this.bounds = bounds;
        this.findings = findings;
        byEntity = run.subscriptions().byEntity();
    }

    void judge(PartitionEvidence evidence) {
        evidence.updates().forEach(u -> frames.put(u.subscription(), u.frames()));
        for (OrderEvidence order : evidence.orders().values()) {
            for (Committed c : order.versions()) {
                SubscriptionEvidence.covering(byEntity, c).forEach(s -> judge(s, evidence.updates(s, order.id()), c));
            }
            order.current()
                    .ifPresent(c -> eventsByBoard
                            .computeIfAbsent(c.restaurant(), _ -> new ArrayList<>())
                            .addAll(order.events()));
        }
    }

    private void judge(SubscriptionEvidence subscription, List<UpdateReceived> updates, Committed c) {
        long deadline = Math.max(c.at(), subscription.subscribed().at())
                + bounds.frame().toNanos();
        if (isJudged(subscription, c.at(), deadline)) {
            if (!ListQueries.any(updates, u -> u.version() >= c.version() && u.at() <= deadline)) {
                String sentence = "%s was not shown within %s to a live subscriber of %s, though nothing was wrong"
                        .formatted(
                                FindingText.version(c),
                                FindingText.millis(bounds.frame().toNanos()),
                                subscription.entity());
                findings.report("frame late", sentence, c.entity(), List.of(subscription.subscribed(), c));
            }
        }
    }

    /** Whether the subscription was live all the time, and nothing was wrong then or in the settling time before. */
    private boolean isJudged(SubscriptionEvidence subscription, long committed, long deadline) {
        long from = Math.max(committed, subscription.subscribed().at());
        boolean isJudged = subscription.ended().filter(end -> end <= deadline).isEmpty()
                && deadline <= run.phases().last()
                && !run.outages().anyOutage(from - bounds.settling().toNanos(), deadline);
        findings.countChecked("frames timed", isJudged ? 1 : 0);
        return isJudged;
    }

    /** Judges boards, once all partitions have been read: the events of one board are in several. */
    void atEnd() {
        eventsByBoard.forEach((restaurant, events) -> {
            events.sort(Comparator.comparingLong(EventRecorded::at));
            byEntity.getOrDefault("board:" + restaurant, List.of()).forEach(s -> judgeBoard(s, restaurant, events));
        });
    }

    private void judgeBoard(SubscriptionEvidence subscription, String restaurant, List<EventRecorded> events) {
        long bound = 2 * bounds.handOver().plus(bounds.frame()).toNanos();
        for (int n = 0; n < events.size(); n++) {
            EventRecorded event = events.get(n);
            long revision = n + 1L;
            long deadline = Math.max(event.at(), subscription.subscribed().at()) + bound;
            if (isJudged(subscription, event.at(), deadline)
                    && frames.getOrDefault(subscription, List.of()).stream()
                            .noneMatch(f -> f.revision() >= revision && f.at() <= deadline)) {
                String sentence =
                        "revision %d of the board of %s was not shown within %s to a live subscriber, though nothing was wrong"
                                .formatted(revision, restaurant, FindingText.millis(bound));
                findings.report(
                        "frame of a board late", sentence, event.entity(), List.of(subscription.subscribed(), event));
            }
        }
    }
}
