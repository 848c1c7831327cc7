package tribunal.verify.guarantee.subscription;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.Phase;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The part of subscription that is its life: what clients hold open is neither ended by the app nor silent. The app may
 * end or delay what it likes while a node or a part is out of service, and for the longest silence before and after: the
 * history does not say which node a connection goes to. Subscriptions that live to the end are {@link Convergence}'s matter.
 */
final class SubscriptionLiveness {
    private final RunEvidence run;
    private final Findings findings;
    private final Findings overdue;
    private final Map<String, List<SubscriptionEvidence>> endedByEntity = new HashMap<>();

    /** {@code overdue}: where what did not come in time is put. */
    SubscriptionLiveness(RunEvidence run, Findings findings, Findings overdue) {
        this.run = run;
        this.findings = findings;
        this.overdue = overdue;
        long end = run.end().orElse(Long.MAX_VALUE);
        run.subscriptions().stream()
                .filter(s -> TopicCoverage.topic(run.model(), s.entity()).isPresent() && !s.isOpenAt(end))
                .forEach(s -> endedByEntity
                        .computeIfAbsent(s.entity(), _ -> new ArrayList<>(1))
                        .add(s));
    }

    /** Convicts subscriptions that ended during the run of what they were not shown long before they ended. */
    void judge(PartitionEvidence evidence) {
        if (endedByEntity.isEmpty()) {
            return;
        }
        Map<SubscriptionEvidence, SubscriptionUpdates> updates = new HashMap<>();
        evidence.updates().forEach(u -> updates.put(u.subscription(), u));
        for (OrderEvidence order : evidence.orders().values()) {
            order.current().ifPresent(last -> {
                for (String entity : List.of("order:" + order.id(), "customer:" + last.customer())) {
                    for (SubscriptionEvidence s : endedByEntity.getOrDefault(entity, List.of())) {
                        silent(s, order, Optional.ofNullable(updates.get(s)));
                    }
                }
            });
        }
    }

    private void silent(SubscriptionEvidence subscription, OrderEvidence order, Optional<SubscriptionUpdates> updates) {
        long ended = subscription.ended().orElseThrow();
        List<UpdateReceived> seen = updates.map(u -> u.of(order.id())).orElse(List.of());
        int newest = seen.isEmpty() ? 0 : seen.getLast().version();
        for (int i = order.versions().size() - 1; i >= 0; i--) {
            Committed c = order.versions().get(i);
            if (c.version() <= newest) {
                return;
            }
            if (isDue(Math.max(c.at(), subscription.subscribed().at()), ended)) {
                String sentence = "a subscriber of %s held %s for %s after version %d (%s) was committed, and then left"
                        .formatted(
                                FindingText.order(order.id()),
                                newest == 0 ? "nothing" : "version " + newest,
                                FindingText.seconds(ended - c.at()),
                                c.version(),
                                c.status());
                overdue.absent(
                        "subscription that fell silent",
                        violation(
                                sentence,
                                order.id(),
                                List.of(
                                        subscription.subscribed(),
                                        c,
                                        subscription.end().orElseThrow())));
                return;
            }
        }
    }

    /** The catch-up time was over before the end, without any outage in or shortly before it. */
    private boolean isDue(long since, long ended) {
        long catchUp = run.limits().catchUp().toNanos();
        return run.clocks().surelyBefore(since + catchUp, ended) && !run.isDisturbed(since, ended);
    }

    /** When all parts have been gone through. */
    void atEnd(long live) {
        run.subscriptions().stream().filter(SubscriptionEvidence::isEndedByApp).forEach(this::endedByApp);
        if (run.whole() && run.course().started(Phase.HEAL).isPresent()) {
            unanswered();
            if (live == 0) {
                noneLive();
            }
        }
    }

    /** What the app ends after the harness has stopped waiting is its own shutdown. */
    private void endedByApp(SubscriptionEvidence subscription) {
        long ended = subscription.ended().orElseThrow();
        if (ended <= run.end().orElse(Long.MAX_VALUE) && !run.isDisturbed(ended, ended)) {
            String sentence = "the app ended a subscription of %s after %s, although nothing was out of service"
                    .formatted(
                            subscription.entity(),
                            FindingText.seconds(
                                    ended - subscription.subscribed().at()));
            findings.absent(
                    "subscription ended by the app",
                    violation(
                            sentence,
                            null,
                            List.of(
                                    subscription.subscribed(),
                                    subscription.end().orElseThrow())));
        }
    }

    /** Each connection that was pinged in time, whose subscriptions are still open, and that never answered. */
    private void unanswered() {
        long end = run.end().orElseThrow();
        Map<String, Pinged> waiting = new HashMap<>();
        for (Pinged ping : run.all(Pinged.class)) {
            boolean inTime = ping.at() + run.limits().catchUp().toNanos() < end;
            if (inTime && run.pongs().getOrDefault(ping.connection(), Long.MIN_VALUE) < ping.at()) {
                waiting.putIfAbsent(ping.connection(), ping);
            }
        }
        run.subscriptions().stream().filter(s -> s.isOpenAt(end)).forEach(s -> {
            Pinged ping = waiting.remove(s.subscribed().connection());
            if (ping != null && !run.isDisturbed(ping.at(), end)) {
                String sentence = "connection %s did not answer its ping after heal, with a subscription of %s open"
                        .formatted(ping.connection(), s.entity());
                overdue.absent(
                        "connection without an answer to its ping",
                        violation(sentence, null, List.<Entry>of(s.subscribed(), ping)));
            }
        });
    }

    private void noneLive() {
        long end = run.end().orElseThrow();
        long open = run.subscriptions().stream().filter(s -> s.isOpenAt(end)).count();
        if (open > 0) {
            findings.doubt("%s open at the end, and none is known to have been live"
                    .formatted(open == 1 ? "one subscription was" : FindingText.number(open) + " subscriptions were"));
        }
    }
}
