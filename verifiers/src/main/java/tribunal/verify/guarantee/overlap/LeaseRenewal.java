package tribunal.verify.guarantee.overlap;

import static tribunal.verify.verdict.Findings.violation;

import java.util.List;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The part of no-overlap that is leases: while a node lives and works on a delivery, its lease is renewed, so nobody else can
 * claim that delivery. Excused is a node that was in trouble since its claim, and whatever happens during a declared fault.
 */
record LeaseRenewal(Findings findings) {
    void judge(PartitionEvidence evidence, DeliveryEvidence delivery) {
        if (delivery.timeline().count(Claimed.class) < 2) {
            return;
        }
        List<Claimed> claims = delivery.timeline().all(Claimed.class);
        for (int i = 1; i < claims.size(); i++) {
            judge(evidence, delivery, claims.get(i - 1), claims.get(i));
        }
    }

    private void judge(PartitionEvidence evidence, DeliveryEvidence delivery, Claimed held, Claimed next) {
        long epsilon = evidence.clocks().epsilon();
        if (isRunning(delivery, held, next.at() - epsilon)
                && !isSettled(delivery, held, next.at() + epsilon)
                && !evidence.troubles().explain(held.node(), held.at() - epsilon, next.at() + epsilon)) {
            String sentence = "%s was claimed again %s after attempt %d was claimed, which was still running"
                    .formatted(delivery.name(), FindingText.seconds(next.at() - held.at()), held.attempt());
            findings.absent("lease lapsed", violation(sentence, delivery.order(), List.of(held, next)));
        }
    }

    /** Begun by then, and not ended. */
    private static boolean isRunning(DeliveryEvidence delivery, Claimed held, long at) {
        boolean running = false;
        for (Entry entry : delivery.timeline().entries()) {
            running |= entry instanceof AttemptStarted s
                    && s.attempt() == held.attempt()
                    && s.copy() == 0
                    && s.at() >= held.at()
                    && s.at() <= at;
            running &= !(entry instanceof AttemptEnded e
                    && e.attempt() == held.attempt()
                    && e.copy() == 0
                    && e.at() <= at);
        }
        return running;
    }

    private static boolean isSettled(DeliveryEvidence delivery, Claimed held, long at) {
        return delivery.timeline().has(Settled.class, s -> s.settledBy() == held.token() && s.at() <= at);
    }
}
