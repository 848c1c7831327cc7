package tribunal.verify.guarantee.subscription;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the end of subscriptions. A subscriber that was live after heal holds the last committed version of each entity
 * that it covers, within the catch-up time after the harness stopped waiting.
 */
final class ConvergenceCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final List<SubscriptionEvidence> live;
    private final Map<String, List<SubscriptionEvidence>> byTopic;
    private final Set<SubscriptionEvidence> behind = new HashSet<>();

    /** In a truncated history no subscriber is known to have been live at the end. */
    ConvergenceCheck(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
        live = run.subscriptions().stream().filter(this::isLive).toList();
        byTopic = live.stream().collect(Collectors.groupingBy(SubscriptionEvidence::topic));
    }

    /** Whether it was not ended before the harness stopped waiting, and its connection answered a ping after heal. */
    private boolean isLive(SubscriptionEvidence subscription) {
        return run.isComplete()
                && run.pongedAfterHeal(subscription)
                && !endedBy(run.end().orElseThrow(), subscription);
    }

    private static boolean endedBy(long time, SubscriptionEvidence subscription) {
        return subscription.ended().filter(at -> at <= time).isPresent();
    }

    /** The number of subscriptions that were live at the end. */
    long live() {
        return live.size();
    }

    /** The number of live subscriptions that held all that they cover. */
    long saw() {
        return live() - behind.size();
    }

    void judge(PartitionEvidence evidence) {
        if (live.isEmpty()) {
            return;
        }
        for (EntityEvidence entity : evidence.entities().values()) {
            entity.current()
                    .ifPresent(last ->
                            run.covering(byTopic, last).forEach(s -> judge(s, evidence.updates(s, entity.id()), last)));
        }
    }

    private void judge(SubscriptionEvidence subscription, List<UpdateReceived> updates, Committed last) {
        if (ListQueries.any(updates, u -> u.version() >= last.version() && u.at() <= deadline())) {
            return;
        }
        behind.add(subscription);
        if (watchedLongEnough(subscription, last)) {
            reportStale(subscription, ListQueries.first(updates.reversed(), u -> u.at() <= deadline()), last);
        } else {
            findings.doubt("a version was committed too close to the end to expect its update");
        }
    }

    private long deadline() {
        return run.end().orElseThrow() + catchUp();
    }

    private long catchUp() {
        return run.limits().catchUp().toNanos();
    }

    /** Whether the catch-up time was over: a version or a subscription that is too recent is no violation. */
    private boolean watchedLongEnough(SubscriptionEvidence subscription, Committed last) {
        long watchedUntil = subscription.ended().orElse(run.phases().last());
        long due = Math.max(last.at(), subscription.subscribed().at()) + catchUp();
        return !run.clocks().certainlyBefore(watchedUntil, due);
    }

    /** @param held the last update that came in time */
    private void reportStale(SubscriptionEvidence subscription, Optional<UpdateReceived> held, Committed last) {
        String sentence = "a live subscriber of %s held %s in the end, but %s was committed"
                .formatted(
                        FindingText.entity(last.entity()),
                        held.map(u -> FindingText.version(u.version(), u.state()))
                                .orElse("nothing"),
                        FindingText.version(last.version(), last.state()));
        List<Entry> proof = new ArrayList<>(List.of(subscription.subscribed(), last));
        held.ifPresent(proof::add);
        findings.reportAbsence("subscription without the last version", sentence, last.entity(), proof);
    }
}
