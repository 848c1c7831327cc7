package tribunal.verify.guarantee.subscription;

import static tribunal.verify.verdict.Findings.violation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;
import tribunal.verify.verdict.Violation;

/**
 * Checks the end of subscriptions. A subscriber that was live after heal holds the last committed version of each order
 * that it covers, within the catch-up time after the harness stopped waiting.
 */
final class Convergence {
    private final RunEvidence run;
    private final Findings findings;
    private final List<SubscriptionEvidence> live;
    private final Map<String, List<SubscriptionEvidence>> byEntity;
    private final Set<SubscriptionEvidence> behind = new HashSet<>();

    /** In a truncated history no subscriber is known to have been live at the end. */
    Convergence(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
        live = run.subscriptions().stream().filter(this::isLive).toList();
        byEntity = live.stream().collect(Collectors.groupingBy(SubscriptionEvidence::entity));
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
        Map<SubscriptionEvidence, SubscriptionUpdates> updates = evidence.updatesBySubscription();
        for (OrderEvidence order : evidence.orders().values()) {
            order.current().ifPresent(last -> {
                for (String entity : SubscriptionEvidence.entitiesOf(last)) {
                    byEntity.getOrDefault(entity, List.of()).forEach(s -> judge(s, updates(updates, s, order), last));
                }
            });
        }
    }

    private static List<UpdateReceived> updates(
            Map<SubscriptionEvidence, SubscriptionUpdates> updates,
            SubscriptionEvidence subscription,
            OrderEvidence order) {
        SubscriptionUpdates received = updates.get(subscription);
        return received == null ? List.of() : received.of(order.id());
    }

    private void judge(SubscriptionEvidence subscription, List<UpdateReceived> updates, Committed last) {
        if (updates.stream().anyMatch(u -> u.version() >= last.version() && u.at() <= deadline())) {
            return;
        }
        behind.add(subscription);
        if (watchedLongEnough(subscription, last)) {
            findings.reportAbsence(
                    "subscription without the last version", stale(subscription, lastInTime(updates), last));
        } else {
            findings.doubt("a version was committed too close to the end to expect its update");
        }
    }

    private long deadline() {
        return run.end().orElse(Long.MAX_VALUE) + catchUp();
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

    /** The last update that came in time. */
    private Optional<UpdateReceived> lastInTime(List<UpdateReceived> updates) {
        return updates.stream().filter(u -> u.at() <= deadline()).reduce((_, later) -> later);
    }

    private static Violation stale(SubscriptionEvidence subscription, Optional<UpdateReceived> held, Committed last) {
        String sentence = "a live subscriber of %s held %s in the end, but %s was committed"
                .formatted(
                        FindingText.order(last.order()),
                        held.map(u -> FindingText.version(u.version(), u.status()))
                                .orElse("nothing"),
                        FindingText.version(last.version(), last.status()));
        return violation(
                sentence,
                last.order(),
                Stream.concat(Stream.of(subscription.subscribed(), last), held.stream())
                        .toList());
    }
}
