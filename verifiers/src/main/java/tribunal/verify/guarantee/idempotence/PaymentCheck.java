package tribunal.verify.guarantee.idempotence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/** Checks payments by the payment gateway's own records. */
final class PaymentCheck {
    private PaymentCheck() {}

    /** Checks that at no moment more had been refunded than charged. */
    static void checkNotOverRefunded(OrderEvidence order, Findings findings) {
        long balance = 0;
        List<EffectEvidence> payments = payments(order);
        payments.sort(Comparator.comparingLong(PaymentCheck::appliedAt));
        for (EffectEvidence effect : payments) {
            balance += effect.firstApplied()
                    .map(a -> signed(effect.kind(), a.quantity()))
                    .orElse(0L);
            if (balance < 0) {
                reportExcess(order, -balance, findings);
                return;
            }
        }
    }

    private static long appliedAt(EffectEvidence effect) {
        return effect.firstApplied().map(EffectApplied::at).orElse(Long.MAX_VALUE);
    }

    private static long signed(String kind, long amount) {
        return switch (kind) {
            case "charge" -> amount;
            case "refund" -> -amount;
            default -> 0;
        };
    }

    /** Without any recorded charge, only the absence of a charge would prove the violation. */
    private static void reportExcess(OrderEvidence order, long excess, Findings findings) {
        String sentence = "%s was refunded %s more than it was charged"
                .formatted(FindingText.order(order.id()), FindingText.money(excess));
        if (!order.applied("charge").isEmpty()) {
            findings.report("order refunded too much", sentence, order.id(), paymentEntries(order));
        } else {
            findings.reportAbsence("order refunded too much", sentence, order.id(), paymentEntries(order));
        }
    }

    /** Checks that a delivered order is paid in full, and a cancelled, rejected or refunded one paid back. */
    static void atEnd(OrderEvidence order, Committed end, Findings findings) {
        long charged = order.amount("charge");
        long refunded = order.amount("refund");
        boolean sound =
                switch (end.state()) {
                    case PartitionEvidence.DELIVERED -> charged == end.total() && refunded == 0;
                    case PartitionEvidence.CANCELLED, PartitionEvidence.REJECTED, PartitionEvidence.REFUNDED ->
                        charged == refunded;
                    default -> true;
                };
        if (!sound) {
            String sentence = "%s ended %s, charged %s of %s, refunded %s"
                    .formatted(
                            FindingText.order(order.id()),
                            end.state(),
                            FindingText.money(charged),
                            FindingText.money(end.total()),
                            FindingText.money(refunded));
            List<Entry> proof = paymentEntries(order);
            proof.add(end);
            findings.report("order with wrong money", sentence, order.id(), proof);
        }
    }

    private static List<EffectEvidence> payments(OrderEvidence order) {
        return ListQueries.all(order.effects(), effect -> signed(effect.kind(), 1) != 0);
    }

    private static List<Entry> paymentEntries(OrderEvidence order) {
        return payments(order).stream()
                .flatMap(e -> e.entries().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
