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
 * Nothing is tried again without a recorded cause, only the newest claim settles, and no lease lapses of what is worked on ({@link
 * LeaseRenewal}). That two executions overlap in time
 * after a pause is no breach: no lease can prevent it.
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
            unfenced(delivery, findings);
            if (evidence.inStorm(delivery)) {
                findings.opportunities(delivery.leasesRenewed(evidence.limits().lease()));
            }
            if (!needless(new RetryCauses(evidence, delivery), findings)) {
                leases.judge(evidence, delivery);
            }
        }
    }

    private static void unfenced(DeliveryEvidence delivery, Findings findings) {
        for (Settled s : delivery.timeline().all(Settled.class)) {
            if (s.settledBy() != s.token()) {
                String sentence = "%s was settled as %s by token %d, but token %d held it"
                        .formatted(delivery.name(), s.outcome(), s.settledBy(), s.token());
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

    /** Whether there is one. In a history cut short the cause may be what is missing. */
    private static boolean needless(RetryCauses causes, Findings findings) {
        DeliveryEvidence delivery = causes.delivery();
        boolean needless = false;
        for (RetryCauses.Again again : causes.repetitions()) {
            findings.checked("repeated attempts", 1);
            findings.opportunities(causes.lapsed(again) && causes.evidence().inStorm(delivery) ? 1 : 0);
            if (causes.needless(again)) {
                needless = true;
                String sentence = "%s was handed over again %s after attempt %d, for no recorded cause"
                        .formatted(
                                delivery.name(),
                                FindingText.seconds(
                                        again.later().at() - again.earlier().at()),
                                again.earlier().attempt());
                findings.absent("attempt needless", violation(sentence, delivery.order(), proof(causes, again)));
            }
        }
        return needless;
    }

    private static List<Entry> proof(RetryCauses causes, RetryCauses.Again again) {
        List<Entry> proof = new ArrayList<>(causes.during(again));
        proof.addAll(List.of(again.earlier(), again.later()));
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
