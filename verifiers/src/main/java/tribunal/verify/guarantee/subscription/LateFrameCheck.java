package tribunal.verify.guarantee.subscription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.JudgeLimits.WaitBounds;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OutageWindows;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks prompt frames, in runs whose limits set a bound. While nothing is wrong, each live subscription shows a
 * committed version, or a newer one, within the bound. A later frame was found by a safety net, so a hint was lost. A
 * view's revision counts the events of its entities; each event must first be handed over to its function and change
 * the view.
 */
final class LateFrameCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final WaitBounds bounds;
    private final Map<String, List<SubscriptionEvidence>> byTopic;
    private final Map<String, List<SubscriptionEvidence>> byView = new HashMap<>();
    private final Map<String, List<EventRecorded>> eventsByView = new HashMap<>();
    private final Map<SubscriptionEvidence, List<ViewReceived>> frames = new HashMap<>();

    LateFrameCheck(RunEvidence run, WaitBounds bounds, Findings findings) {
        this.run = run;
        this.bounds = bounds;
        this.findings = findings;
        byTopic = run.subscriptions().byTopic();
        byTopic.forEach((topic, subscriptions) -> run.viewOf(topic)
                .ifPresent(view ->
                        byView.computeIfAbsent(view, _ -> new ArrayList<>()).addAll(subscriptions)));
    }

    void judge(PartitionEvidence evidence) {
        evidence.updates().forEach(u -> frames.put(u.subscription(), u.frames()));
        for (EntityEvidence entity : evidence.entities().values()) {
            for (Committed c : entity.versions()) {
                run.covering(byTopic, c).forEach(s -> judge(s, evidence.updates(s, entity.id()), c));
            }
            entity.current()
                    .ifPresent(c -> run.viewsOf(c)
                            .forEach(view -> eventsByView
                                    .computeIfAbsent(view, _ -> new ArrayList<>())
                                    .addAll(entity.events())));
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
                                subscription.topic());
                findings.report("frame late", sentence, c.entity(), List.of(subscription.subscribed(), c));
            }
        }
    }

    /**
     * Whether the subscription was live all the time, and nothing was wrong then or in the settling time before, neither
     * with the app nor with its client's connection.
     */
    private boolean isJudged(SubscriptionEvidence subscription, long committed, long deadline) {
        long from = Math.max(committed, subscription.subscribed().at())
                - bounds.settling().toNanos();
        boolean isJudged = subscription.ended().filter(end -> end <= deadline).isEmpty()
                && deadline <= run.phases().last()
                && !run.outages().anyOutage(from, deadline)
                && !OutageWindows.anyOverlaps(run.outages().ofClient(subscription), from, deadline);
        findings.countChecked("frames timed", isJudged ? 1 : 0);
        return isJudged;
    }

    /** Judges views, once all partitions have been read: the events of one view are in several. */
    void atEnd() {
        eventsByView.forEach((view, events) -> {
            events.sort(Comparator.comparingLong(EventRecorded::at));
            byView.getOrDefault(view, List.of()).forEach(s -> judgeView(s, view, events));
        });
    }

    private void judgeView(SubscriptionEvidence subscription, String view, List<EventRecorded> events) {
        long bound = 2 * bounds.handOver().plus(bounds.frame()).toNanos();
        for (int n = 0; n < events.size(); n++) {
            EventRecorded event = events.get(n);
            long revision = n + 1L;
            long deadline = Math.max(event.at(), subscription.subscribed().at()) + bound;
            if (isJudged(subscription, event.at(), deadline)
                    && frames.getOrDefault(subscription, List.of()).stream()
                            .noneMatch(f -> f.revision() >= revision && f.at() <= deadline)) {
                String sentence =
                        "revision %d of the %s was not shown within %s to a live subscriber, though nothing was wrong"
                                .formatted(
                                        revision,
                                        FindingText.view(AppModel.typeOf(view), AppModel.keyOf(view)),
                                        FindingText.millis(bound));
                findings.report(
                        "frame of a " + AppModel.typeOf(view) + " late",
                        sentence,
                        event.entity(),
                        List.of(subscription.subscribed(), event));
            }
        }
    }
}
