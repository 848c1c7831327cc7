package tribunal.verify.guarantee.overlap;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RetryCauses;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The no-overlap guarantee: nothing is attempted again without a recorded cause, and only the newest claim settles a
 * delivery. No lease lapses during work ({@link LeaseRenewal}). Two executions that overlap in time after a pause are
 * no violation: no lease can prevent that.
 */
public final class NoOverlap implements Verifier {
    private final Findings findings;
    private final LeaseRenewal leases;

    public NoOverlap(RunEvidence run) {
        findings = run.findingsAcrossClocks();
        leases = new LeaseRenewal(findings);
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        findings.checked("settles", evidence.all(Settled.class).size());
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            checkFencing(delivery, findings);
            if (evidence.inStorm(delivery)) {
                findings.opportunities(delivery.leasesRenewed(evidence.limits().lease()));
            }
            if (!hasNeedlessAttempt(new RetryCauses(evidence, delivery), findings)) {
                leases.judge(evidence, delivery);
            }
        }
    }

    private static void checkFencing(DeliveryEvidence delivery, Findings findings) {
        for (Settled s : delivery.timeline().all(Settled.class)) {
            if (s.settledBy() != s.token()) {
                String sentence = "%s was settled as %s by token %d, but token %d held it"
                        .formatted(delivery.description(), s.outcome(), s.settledBy(), s.token());
                findings.violated("settle unfenced", violation(sentence, delivery.order(), proof(delivery, s)));
            }
        }
    }

    private static List<Entry> proof(DeliveryEvidence delivery, Settled settled) {
        List<Entry> proof = new ArrayList<>(List.of(settled));
        delivery.timeline().all(HandedOver.class).stream()
                .filter(h -> h.token() == settled.token() || h.token() == settled.settledBy())
                .forEach(proof::add);
        return proof;
    }

    /** Whether an attempt has no recorded cause. In a truncated history the cause may be the missing part. */
    private static boolean hasNeedlessAttempt(RetryCauses causes, Findings findings) {
        DeliveryEvidence delivery = causes.delivery();
        boolean needless = false;
        for (RetryCauses.Repetition repetition : causes.repetitions()) {
            findings.checked("repeated attempts", 1);
            findings.opportunities(
                    causes.isUnsettled(repetition) && causes.evidence().inStorm(delivery) ? 1 : 0);
            if (causes.isUnexplained(repetition)) {
                needless = true;
                String sentence = "%s was handed over again %s after attempt %d, for no recorded cause"
                        .formatted(
                                delivery.description(),
                                FindingText.seconds(repetition.later().at()
                                        - repetition.earlier().at()),
                                repetition.earlier().attempt());
                findings.violatedByAbsence(
                        "attempt needless", violation(sentence, delivery.order(), proof(causes, repetition)));
            }
        }
        return needless;
    }

    private static List<Entry> proof(RetryCauses causes, RetryCauses.Repetition repetition) {
        List<Entry> proof = new ArrayList<>(causes.entriesBetween(repetition));
        proof.addAll(List.of(repetition.earlier(), repetition.later()));
        return proof;
    }

    @Override
    public Findings findings() {
        findings.summary("%s fenced, every one of %s had its cause"
                .formatted(
                        FindingText.count(findings.checked("settles"), "settle"),
                        FindingText.number(findings.checked("repeated attempts")) + " repeated attempts"));
        return findings;
    }
}
