package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.Phase;

/**
 * The part of subscription that is the end: a subscriber that was live after heal holds the last committed version of
 * each order it covers within the catch-up time after the harness stopped waiting.
 *
 * @param live how many subscriptions were live at the end
 * @param saw how many of them held all that they cover
 */
record CatchUp(long live, long saw) {
    static CatchUp judge(Evidence evidence, Findings findings) {
        if (!evidence.whole()) {
            return new CatchUp(0, 0);
        }
        List<SubscriptionEvidence> live = evidence.subscriptions().stream()
                .filter(subscription -> live(evidence, subscription))
                .toList();
        long saw = live.stream()
                .filter(subscription -> sawAll(evidence, subscription, findings))
                .count();
        findings.checked("live at the end", live.size());
        return new CatchUp(live.size(), saw);
    }

    /** Not given up before the harness stopped waiting, and its connection answered a ping after heal. */
    private static boolean live(Evidence evidence, SubscriptionEvidence subscription) {
        long heal = evidence.course().started(Phase.HEAL).orElse(Long.MAX_VALUE);
        long pong = evidence.pongs().getOrDefault(subscription.subscribed().connection(), Long.MIN_VALUE);
        long end = evidence.end().orElse(Long.MAX_VALUE);
        return pong >= heal && subscription.ended().filter(at -> at <= end).isEmpty();
    }

    private static boolean sawAll(Evidence evidence, SubscriptionEvidence subscription, Findings findings) {
        Map<String, List<UpdateReceived>> updates = subscription.updates();
        boolean all = true;
        for (OrderEvidence order : evidence.covered(subscription)) {
            Optional<Committed> last = order.current();
            List<UpdateReceived> its = updates.getOrDefault(order.id(), List.of());
            if (last.isPresent() && !holds(evidence, its, last.get())) {
                all = false;
                if (watchedLongEnough(evidence, subscription, last.get())) {
                    findings.absent(
                            "subscription without the last version",
                            stale(subscription, held(evidence, its), last.get()));
                } else {
                    findings.doubt("a version was committed too close to the end to expect its update");
                }
            }
        }
        return all;
    }

    private static boolean holds(Evidence evidence, List<UpdateReceived> updates, Committed last) {
        return updates.stream().anyMatch(u -> u.version() >= last.version() && u.at() <= deadline(evidence));
    }

    private static long deadline(Evidence evidence) {
        return evidence.end().orElse(Long.MAX_VALUE) + catchUp(evidence);
    }

    private static long catchUp(Evidence evidence) {
        return evidence.run().limits().catchUp().toNanos();
    }

    /** A version so new, or a subscription so young, that the catch-up time was not over convicts nobody. */
    private static boolean watchedLongEnough(Evidence evidence, SubscriptionEvidence subscription, Committed last) {
        long watchedUntil = subscription.ended().orElse(evidence.course().last());
        long due = Math.max(last.at(), subscription.subscribed().at()) + catchUp(evidence);
        return !evidence.clocks().surelyBefore(watchedUntil, due);
    }

    /** The last update that came in time. */
    private static Optional<UpdateReceived> held(Evidence evidence, List<UpdateReceived> updates) {
        return updates.stream().filter(u -> u.at() <= deadline(evidence)).reduce((_, later) -> later);
    }

    private static Violation stale(SubscriptionEvidence subscription, Optional<UpdateReceived> held, Committed last) {
        List<Entry> proof = new ArrayList<>(List.of(subscription.subscribed(), last));
        held.ifPresent(proof::add);
        String sentence = "a live subscriber of %s held %s in the end, but version %d (%s) was committed"
                .formatted(
                        Wording.order(last.order()),
                        held.map(u -> "version %d (%s)".formatted(u.version(), u.status()))
                                .orElse("nothing"),
                        last.version(),
                        last.status());
        return violation(sentence, last.order(), proof);
    }
}
