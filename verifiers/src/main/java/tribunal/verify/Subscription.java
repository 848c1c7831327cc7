package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;

/**
 * What a subscription shows was committed, never goes back, and is the last version in the end ({@link CatchUp}). By
 * (connection, subscription, entity); what comes after a subscription's end is ignored.
 */
final class Subscription implements Guarantee {
    @Override
    public Findings judge(Evidence evidence) {
        Findings findings = evidence.findings();
        for (SubscriptionEvidence subscription : evidence.subscriptions()) {
            subscription.updates().forEach((order, updates) -> {
                forwards(updates, findings);
                updates.forEach(u -> committed(evidence, u, findings));
                findings.checked("updates", updates.size());
                findings.opportunities(updates.size());
            });
        }
        BoardUpdates.judge(evidence, findings);
        CatchUp caughtUp = CatchUp.judge(evidence, findings);
        findings.checked("subscriptions", evidence.subscriptions().size());
        findings.summary("%s of %s live subscriptions saw the end%s"
                .formatted(Wording.number(caughtUp.saw()), Wording.number(caughtUp.live()), latency(evidence)));
        return findings;
    }

    /** A subscription that went back is told of once an order. */
    private static void forwards(List<UpdateReceived> updates, Findings findings) {
        UpdateReceived newest = updates.getFirst();
        for (UpdateReceived update : updates) {
            if (update.version() < newest.version()) {
                String sentence = "a subscriber saw %s at version %d (%s), and then at version %d (%s)"
                        .formatted(
                                Wording.order(update.order()),
                                newest.version(),
                                newest.status(),
                                update.version(),
                                update.status());
                findings.violated(
                        "subscription going back", violation(sentence, update.order(), List.of(newest, update)));
                return;
            }
            newest = update;
        }
    }

    private static void committed(Evidence evidence, UpdateReceived update, Findings findings) {
        OrderEvidence order = Optional.ofNullable(evidence.orders().get(update.order()))
                .orElseGet(() -> new OrderEvidence(update.order()));
        Optional<Committed> shown = order.committed(update.version(), update.status());
        if (shown.isPresent()) {
            inTime(evidence, update, shown.get(), findings);
        } else if (order.committed(update.version()).isEmpty()) {
            findings.absent("update never committed", never(update, List.of()));
        } else {
            findings.violated("update never committed", never(update, same(order, update)));
        }
    }

    private static List<Committed> same(OrderEvidence order, UpdateReceived update) {
        return order.versions().stream()
                .filter(c -> c.version() == update.version())
                .toList();
    }

    private static Violation never(UpdateReceived update, List<Committed> same) {
        String sentence = "a subscriber saw %s at version %d (%s), which was never committed"
                .formatted(Wording.order(update.order()), update.version(), update.status());
        List<Entry> proof = new ArrayList<>(same);
        proof.add(update);
        return violation(sentence, update.order(), proof);
    }

    private static void inTime(Evidence evidence, UpdateReceived update, Committed c, Findings findings) {
        if (evidence.clocks().surelyBefore(update.at(), c.at())) {
            String sentence = "a subscriber saw %s at version %d (%s) %s before it was committed"
                    .formatted(
                            Wording.order(update.order()),
                            update.version(),
                            update.status(),
                            Wording.millis(c.at() - update.at()));
            findings.violated("update before its commit", violation(sentence, update.order(), List.of(update, c)));
        }
    }

    private static String latency(Evidence evidence) {
        Histogram nanos = Recording.histogram();
        FanOut.measure(evidence, (from, to) -> nanos.recordValue(Math.max(0, to - from)));
        return nanos.getTotalCount() == 0
                ? ""
                : "; p50 %s  p99 %s  max %s"
                        .formatted(
                                Wording.millis(nanos.getValueAtPercentile(50)),
                                Wording.millis(nanos.getValueAtPercentile(99)),
                                Wording.millis(nanos.getMaxValue()));
    }
}
