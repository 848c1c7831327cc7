package tribunal.verify.guarantee.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.Phase;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks that open subscriptions stay alive: the app neither ends them nor stops sending. The app may end or delay any
 * of them while a node or a part is out of service, and for the longest silence before and after: the history does not
 * record which node a connection goes to. An outage of one client's connection excuses only the subscriptions of that
 * client. {@link ConvergenceCheck} judges subscriptions that are open until the end.
 */
final class SubscriptionLiveness {
    private final RunEvidence run;
    private final Findings findings;
    private final Findings overdue;
    private final Map<String, List<SubscriptionEvidence>> endedByTopic;

    /** @param overdue receives the updates and answers that did not come in time */
    SubscriptionLiveness(RunEvidence run, Findings findings, Findings overdue) {
        this.run = run;
        this.findings = findings;
        this.overdue = overdue;
        long end = run.end().orElse(Long.MAX_VALUE);
        endedByTopic = run.subscriptions().stream()
                .filter(s -> TopicCoverageCheck.topic(run.model(), s.topic()).isPresent() && !s.isOpenAt(end))
                .collect(Collectors.groupingBy(SubscriptionEvidence::topic));
    }

    /** Reports subscriptions that ended during the run without showing a version that was committed long before. */
    void judge(PartitionEvidence evidence) {
        if (endedByTopic.isEmpty()) {
            return;
        }
        for (EntityEvidence entity : evidence.entities().values()) {
            entity.current()
                    .ifPresent(last -> run.covering(endedByTopic, last)
                            .forEach(s -> checkSilence(s, entity, evidence.updates(s, entity.id()))));
        }
    }

    private void checkSilence(SubscriptionEvidence subscription, EntityEvidence entity, List<UpdateReceived> shown) {
        long ended = subscription.ended().orElseThrow();
        int newest = shown.isEmpty() ? 0 : shown.getLast().version();
        for (int i = entity.versions().size() - 1; i >= 0; i--) {
            Committed c = entity.versions().get(i);
            if (c.version() <= newest) {
                return;
            }
            if (isDue(subscription, visibleSince(entity, c))) {
                String sentence = "a subscriber of %s held %s for %s after version %d (%s) was committed, and then left"
                        .formatted(
                                FindingText.entity(entity.id()),
                                newest == 0 ? "nothing" : "version " + newest,
                                FindingText.seconds(ended - c.at()),
                                c.version(),
                                c.state());
                overdue.reportAbsence(
                        "subscription that fell silent",
                        sentence,
                        entity.id(),
                        List.of(subscription.subscribed(), c, subscription.end().orElseThrow()));
                return;
            }
        }
    }

    /** When the version was visible for certain; the time of its commit if nothing in the whole run proves it. */
    private static long visibleSince(EntityEvidence entity, Committed c) {
        long proven = entity.visibleSince(c.version());
        return proven == EntityEvidence.NEVER ? c.at() : proven;
    }

    /**
     * Whether the catch-up time ended before the subscription did, and nothing was out of service meanwhile or shortly
     * before.
     */
    private boolean isDue(SubscriptionEvidence subscription, long visible) {
        long since = Math.max(visible, subscription.subscribed().at());
        long ended = subscription.ended().orElseThrow();
        long catchUp = run.limits().catchUp().toNanos();
        return run.clocks().certainlyBefore(since + catchUp, ended) && !run.isDisturbed(subscription, since, ended);
    }

    /**
     * Judges ends and pings, once all partitions have been read.
     *
     * @param live the number of subscriptions that were live at the end
     */
    void atEnd(long live) {
        run.subscriptions().stream().filter(SubscriptionEvidence::isEndedByApp).forEach(this::checkEnd);
        if (run.isComplete() && run.phases().started(Phase.HEAL).isPresent()) {
            reportUnanswered();
            if (live == 0) {
                doubtLiveness();
            }
        }
    }

    /** Ends after the harness has stopped waiting belong to the app's own shutdown. */
    private void checkEnd(SubscriptionEvidence subscription) {
        long ended = subscription.ended().orElseThrow();
        if (ended <= run.end().orElse(Long.MAX_VALUE) && !run.isDisturbed(subscription, ended, ended)) {
            String sentence = "the app ended a subscription of %s after %s, although nothing was out of service"
                    .formatted(
                            subscription.topic(),
                            FindingText.seconds(
                                    ended - subscription.subscribed().at()));
            findings.reportAbsence(
                    "subscription ended by the app",
                    sentence,
                    null,
                    List.of(subscription.subscribed(), subscription.end().orElseThrow()));
        }
    }

    /** Reports each connection that was pinged in time, has open subscriptions, and never answered. */
    private void reportUnanswered() {
        long end = run.end().orElseThrow();
        Map<String, Pinged> waiting = new HashMap<>();
        for (Pinged ping : run.all(Pinged.class)) {
            boolean inTime = ping.at() + run.limits().catchUp().toNanos() < end;
            if (inTime && run.lastPongs().getOrDefault(ping.connection(), Long.MIN_VALUE) < ping.at()) {
                waiting.putIfAbsent(ping.connection(), ping);
            }
        }
        run.subscriptions().stream().filter(s -> s.isOpenAt(end)).forEach(s -> {
            Pinged ping = waiting.remove(s.subscribed().connection());
            if (ping != null && !run.isDisturbed(s, ping.at(), end)) {
                String sentence = "connection %s did not answer its ping after heal, with a subscription of %s open"
                        .formatted(ping.connection(), s.topic());
                overdue.reportAbsence(
                        "connection without an answer to its ping",
                        sentence,
                        null,
                        List.<Entry>of(s.subscribed(), ping));
            }
        });
    }

    private void doubtLiveness() {
        long end = run.end().orElseThrow();
        long open = run.subscriptions().stream().filter(s -> s.isOpenAt(end)).count();
        if (open > 0) {
            findings.doubt("%s open at the end, and none is known to have been live"
                    .formatted(open == 1 ? "one subscription was" : FindingText.number(open) + " subscriptions were"));
        }
    }
}
