package tribunal.verify.guarantee.nooverlap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RetryCauses;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SlotUsage;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The no-overlap guarantee: nothing is attempted again without a recorded cause, and only the newest claim settles a
 * delivery. While a running node works on a delivery, its lease is renewed, so that nobody
 * else can claim it. An answer after the timeout settles nothing ({@link LateAnswerCheck}), and a node runs no more
 * attempts than it has slots ({@link SlotLimitCheck}). Two executions that overlap in time after a pause are
 * no violation: no lease can prevent that. All of it needs a history that shows claims and settles; without the tokens
 * of settles, neither outdated claims nor late answers are judged.
 */
public final class NoOverlap implements Verifier {
    private final Findings findings;
    private final boolean observesEngine;
    private final boolean observesFencing;
    private final Optional<LateAnswerCheck> lateAnswers;
    private final Optional<SlotLimitCheck> slots;

    public NoOverlap(RunEvidence run) {
        findings = run.findingsAcrossClocks();
        observesEngine = run.model().observesClaims() && run.model().observesSettles();
        observesFencing = run.model().observesFencing();
        findings.noteUnobservedParts(run.model());
        if (!observesFencing) {
            findings.noteUnobserved("fencing");
        }
        Optional<Duration> timeout = Optional.ofNullable(run.limits().deliveryTimeout());
        lateAnswers = timeout.filter(_ -> observesFencing).map(t -> new LateAnswerCheck(run, t, findings));
        slots = timeout.filter(_ -> SlotUsage.isCounted(run.limits())).map(t -> new SlotLimitCheck(run, t, findings));
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        if (!observesEngine) {
            return;
        }
        findings.countChecked("settles", evidence.all(Settled.class).size());
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            if (observesFencing) {
                checkFencing(delivery);
            }
            lateAnswers.ifPresent(check -> check.judge(delivery));
            if (evidence.inStorm(delivery)) {
                findings.countOpportunities(
                        delivery.leasesRenewed(evidence.limits().lease()));
            }
            if (!hasNeedlessAttempt(new RetryCauses(evidence, delivery))) {
                checkLeases(evidence, delivery);
            }
        }
        slots.ifPresent(check -> check.gather(evidence));
    }

    private void checkFencing(DeliveryEvidence delivery) {
        for (Settled s : delivery.all(Settled.class)) {
            if (s.settledBy() != s.token()) {
                String sentence = "%s was settled as %s by token %d, but token %d held it"
                        .formatted(delivery.description(), s.outcome(), s.settledBy(), s.token());
                findings.report("settle unfenced", sentence, delivery.entity(), proof(delivery, s));
            }
        }
    }

    private static List<Entry> proof(DeliveryEvidence delivery, Settled settled) {
        List<Entry> proof = new ArrayList<>(List.of(settled));
        delivery.all(HandedOver.class).stream()
                .filter(h -> h.token() == settled.token() || h.token() == settled.settledBy())
                .forEach(proof::add);
        return proof;
    }

    /** Whether an attempt has no recorded cause. In a truncated history the cause may be the missing part. */
    private boolean hasNeedlessAttempt(RetryCauses causes) {
        DeliveryEvidence delivery = causes.delivery();
        boolean needless = false;
        for (RetryCauses.Repetition repetition : causes.repetitions()) {
            findings.countChecked("repeated attempts", 1);
            findings.countOpportunities(
                    causes.isUnsettled(repetition) && causes.evidence().inStorm(delivery) ? 1 : 0);
            if (causes.isUnexplained(repetition)) {
                needless = true;
                String sentence = "%s was handed over again %s after attempt %d, for no recorded cause"
                        .formatted(
                                delivery.description(),
                                FindingText.seconds(repetition.later().at()
                                        - repetition.earlier().at()),
                                repetition.earlier().attempt());
                findings.reportAbsence("attempt needless", sentence, delivery.entity(), proof(causes, repetition));
            }
        }
        return needless;
    }

    private static List<Entry> proof(RetryCauses causes, RetryCauses.Repetition repetition) {
        List<Entry> proof = new ArrayList<>(causes.entriesBetween(repetition));
        proof.addAll(List.of(repetition.earlier(), repetition.later()));
        return proof;
    }

    /** A node with an outage since its claim is excused, and so is everything during a declared fault. */
    private void checkLeases(PartitionEvidence evidence, DeliveryEvidence delivery) {
        if (delivery.count(Claimed.class) < 2) {
            return;
        }
        List<Claimed> claims = delivery.all(Claimed.class);
        for (int i = 1; i < claims.size(); i++) {
            checkLease(evidence, delivery, claims.get(i - 1), claims.get(i));
        }
    }

    private void checkLease(PartitionEvidence evidence, DeliveryEvidence delivery, Claimed claim, Claimed nextClaim) {
        long epsilon = evidence.clocks().epsilon();
        if (isRunning(delivery, claim, nextClaim.at() - epsilon)
                && !isSettled(delivery, claim, nextClaim.at() + epsilon)
                && !evidence.run().outages().anyFaultOn(claim.node(), claim.at() - epsilon, nextClaim.at() + epsilon)) {
            String sentence = "%s was claimed again %s after attempt %d was claimed, which was still running"
                    .formatted(
                            delivery.description(), FindingText.seconds(nextClaim.at() - claim.at()), claim.attempt());
            findings.reportAbsence("lease lapsed", sentence, delivery.entity(), List.of(claim, nextClaim));
        }
    }

    /** Whether the original attempt of this claim had begun by that time and had not ended. */
    private static boolean isRunning(DeliveryEvidence delivery, Claimed claim, long at) {
        boolean running = false;
        for (Entry entry : delivery.entries()) {
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
        return delivery.settledBy(claim.token()).filter(s -> s.at() <= at).isPresent();
    }

    @Override
    public Findings findings() {
        slots.ifPresent(SlotLimitCheck::judge);
        findings.summarize("%s by their newest claims, every one of %s had its cause"
                .formatted(
                        FindingText.count(findings.checked("settles"), "settle"),
                        FindingText.number(findings.checked("repeated attempts")) + " repeated attempts"));
        return findings;
    }
}
