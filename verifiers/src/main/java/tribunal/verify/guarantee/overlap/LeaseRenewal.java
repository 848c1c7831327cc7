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
 * Checks that leases are renewed. While a running node works on a delivery, nobody else can claim that delivery. A node
 * with an outage since its claim is excused, and so is everything during a declared fault.
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

    private void judge(PartitionEvidence evidence, DeliveryEvidence delivery, Claimed claim, Claimed nextClaim) {
        long epsilon = evidence.clocks().epsilon();
        if (isRunning(delivery, claim, nextClaim.at() - epsilon)
                && !isSettled(delivery, claim, nextClaim.at() + epsilon)
                && !evidence.outages().anyFaultOn(claim.node(), claim.at() - epsilon, nextClaim.at() + epsilon)) {
            String sentence = "%s was claimed again %s after attempt %d was claimed, which was still running"
                    .formatted(
                            delivery.description(), FindingText.seconds(nextClaim.at() - claim.at()), claim.attempt());
            findings.violatedByAbsence(
                    "lease lapsed", violation(sentence, delivery.order(), List.of(claim, nextClaim)));
        }
    }

    /** Whether the original attempt of this claim had begun by that time and had not ended. */
    private static boolean isRunning(DeliveryEvidence delivery, Claimed claim, long at) {
        boolean running = false;
        for (Entry entry : delivery.timeline().entries()) {
            running |= entry instanceof AttemptStarted s
                    && s.attempt() == claim.attempt()
                    && s.copy() == 0
                    && s.at() >= claim.at()
                    && s.at() <= at;
            running &= !(entry instanceof AttemptEnded e
                    && e.attempt() == claim.attempt()
                    && e.copy() == 0
                    && e.at() <= at);
        }
        return running;
    }

    private static boolean isSettled(DeliveryEvidence delivery, Claimed claim, long at) {
        return delivery.timeline().has(Settled.class, s -> s.settledBy() == claim.token() && s.at() <= at);
    }
}
