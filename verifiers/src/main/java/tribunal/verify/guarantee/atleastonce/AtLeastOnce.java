package tribunal.verify.guarantee.atleastonce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.verify.evidence.BacklogProgress;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;
import tribunal.verify.verdict.Violation;

/**
 * The at-least-once guarantee: every recorded event reaches every function that the model gives its type. Recorded
 * deliveries are delivered, dead or outstanding, by definition; a delivery of anything else is a phantom. A done
 * delivery has its effects ({@link EffectObligationCheck}).
 */
public final class AtLeastOnce implements Verifier {
    private static final String UNRECORDED = "delivery never recorded";

    private final Findings findings;
    private final BacklogProgress firstHandOvers = new BacklogProgress();
    /** How far deliveries can overtake each other because nodes and claims are not in step, in nanoseconds. */
    private final long tolerance;

    private final List<SilentDelivery> silentDeliveries = new ArrayList<>();
    private final EffectObligationCheck obligations;
    private final Optional<LateHandOverCheck> late;
    private Optional<LossBound> bound = Optional.empty();
    private long recorded;
    private long dead;
    private long outstanding;
    private Optional<Long> slowest = Optional.empty();

    /** An outstanding delivery for which nothing was attempted during the longest silence. */
    private record SilentDelivery(String function, long since, String where, Violation violation) {}

    public AtLeastOnce(RunEvidence run) {
        findings = run.findings();
        findings.noteUnobservedParts(run.model());
        tolerance = run.limits().longestSilence().toNanos() / 2;
        obligations = new EffectObligationCheck(run.model(), findings);
        late = Optional.ofNullable(run.limits().waits()).map(waits -> new LateHandOverCheck(run, waits, findings));
    }

    /** Takes the bound for all partitions from the first one, which contains the canary. */
    @Override
    public void judge(PartitionEvidence evidence) {
        LossBound lossBound = bound.orElseGet(() -> LossBound.of(evidence));
        bound = Optional.of(lossBound);
        firstHandOvers.add(evidence);
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            if (delivery.recorded().isEmpty()) {
                reportPhantom(evidence, delivery);
                continue;
            }
            checkWorkDone(delivery);
            checkDeadLetters(evidence, delivery);
            checkRetries(evidence, delivery);
            if (delivery.isOutstanding()
                    && !delivery.isSettled(SettleOutcome.DONE)
                    && evidence.run().isComplete()) {
                checkOutstanding(lossBound, delivery);
            }
            count(evidence, delivery);
        }
        for (EntityEvidence entity : evidence.entities().values()) {
            obligations.judge(entity);
        }
        // Atomicity reports the versions that require an event and have none.
        findings.countChecked(
                "never recorded",
                evidence.entities().values().stream()
                        .mapToLong(evidence::missingEvents)
                        .sum());
        late.ifPresent(check -> check.gather(evidence));
    }

    /**
     * Reports a delivery of an event that was never recorded, or of one that is not meant for the function. The absence
     * of an event proves nothing in a truncated history.
     */
    private void reportPhantom(PartitionEvidence evidence, DeliveryEvidence delivery) {
        List<Entry> proof = firstTrace(delivery);
        if (proof.isEmpty()) {
            return;
        }
        var event = Optional.ofNullable(evidence.events().get(delivery.id().event()));
        if (event.isPresent()) {
            String sentence = "%s of %s was delivered to %s, which must not receive it"
                    .formatted(
                            event.get().eventType(),
                            FindingText.entity(event.get().entity()),
                            delivery.id().function());
            findings.report(UNRECORDED, sentence, event.get().entity(), proof);
        } else {
            reportUnrecorded(delivery, proof);
        }
    }

    private void reportUnrecorded(DeliveryEvidence delivery, List<Entry> proof) {
        Optional<HandedOver> handed = delivery.first(HandedOver.class);
        String sentence = "event %s%s was delivered to %s, but never recorded"
                .formatted(
                        FindingText.shortId(delivery.id().event()),
                        handed.map(h -> " (%s of %s)".formatted(h.eventType(), FindingText.entity(h.entity())))
                                .orElse(""),
                        delivery.id().function());
        findings.reportAbsence(
                UNRECORDED, sentence, handed.map(HandedOver::entity).orElse(null), proof);
    }

    private static List<Entry> firstTrace(DeliveryEvidence delivery) {
        return delivery.entries().stream()
                .filter(e -> e instanceof HandedOver || e instanceof AttemptStarted)
                .limit(2)
                .toList();
    }

    private void checkWorkDone(DeliveryEvidence delivery) {
        if (delivery.isSettled(SettleOutcome.DONE) && !delivery.isCompleted()) {
            String sentence = delivery.description() + " was settled as done, but "
                    + delivery.id().function() + " never finished";
            findings.reportAbsence(
                    "delivery settled without its work", sentence, delivery.entity(), delivery.allEntries());
        }
    }

    /** Checks that each dead letter was declared, and failed as often as declared since it was last given up. */
    private void checkDeadLetters(PartitionEvidence evidence, DeliveryEvidence delivery) {
        Optional<Integer> declared = Optional.ofNullable(evidence.poisoned().get(delivery.id()));
        if (evidence.limits().attempts() == 0 && declared.isEmpty()) {
            return;
        }
        int limit = declared.orElse(evidence.limits().attempts());
        long since = Long.MIN_VALUE;
        for (Settled givenUp : delivery.deadLetterings()) {
            long failed = failedAttempts(delivery, since, givenUp.at());
            String sentence = failed < limit
                    ? "%s became a dead letter early, after %d of %d attempts"
                            .formatted(delivery.description(), failed, limit)
                    : "%s became a dead letter that the scenario did not declare".formatted(delivery.description());
            if (declared.isEmpty() || failed < limit) {
                findings.report("delivery given up", sentence, delivery.entity(), delivery.allEntries());
            }
            since = givenUp.at();
        }
    }

    /** Checks that no delivery is retried after its last attempt, which must make it a dead letter. */
    private void checkRetries(PartitionEvidence evidence, DeliveryEvidence delivery) {
        int attempts = evidence.limits().attempts();
        for (Claimed last : delivery.all(Claimed.class)) {
            if (attempts > 0 && last.attempt() >= attempts) {
                delivery.first(Settled.class, s -> isRetryOf(last, s))
                        .ifPresent(retry -> findings.report(
                                "delivery retried for too long",
                                ("%s was settled as RETRY after attempt %d, but must become a dead letter after "
                                                + "%d attempts")
                                        .formatted(delivery.description(), last.attempt(), attempts),
                                delivery.entity(),
                                delivery.withEvent(List.of(last, retry))));
            }
        }
    }

    private static boolean isRetryOf(Claimed claim, Settled settled) {
        return settled.settledBy() == claim.token() && settled.outcome() == SettleOutcome.RETRY;
    }

    /** Counts the claimed attempts that were not answered as done. A redrive numbers attempts from 1 again. */
    private static long failedAttempts(DeliveryEvidence delivery, long since, long until) {
        Set<Integer> attempts = new HashSet<>();
        for (Entry entry : delivery.entries()) {
            if (entry.at() > since && entry.at() <= until) {
                switch (entry) {
                    case Claimed c -> attempts.add(c.attempt());
                    case HandedOver h -> attempts.add(h.attempt());
                    case Answered a when a.answer() == Answer.DONE -> attempts.remove(a.attempt());
                    default -> {}
                }
            }
        }
        return attempts.size();
    }

    private void checkOutstanding(LossBound bound, DeliveryEvidence delivery) {
        if (bound.doubt().isPresent()) {
            findings.doubt(bound.doubt().get());
        } else if (delivery.lastActivity() > bound.silentSince()) {
            findings.doubt("a delivery is still being tried");
        } else {
            String where = delivery.missingStep(Long.MAX_VALUE);
            String sentence =
                    "%s was lost: %s, and nothing was tried for it any more".formatted(delivery.description(), where);
            Violation lost = Findings.violation(sentence, delivery.entity(), delivery.allEntries());
            silentDeliveries.add(new SilentDelivery(delivery.id().function(), delivery.lastActivity(), where, lost));
        }
    }

    /** Reports a delivery as lost, unless its function was still working off a backlog in which it may have waited. */
    private void reportLost(SilentDelivery delivery) {
        long passed = delivery.since() + tolerance;
        if (firstHandOvers.isBacklog(delivery.function(), bound.orElseThrow().silentSince(), passed)) {
            findings.doubt("a delivery waits behind a backlog that is still being worked off");
        } else {
            findings.countChecked("lost, " + delivery.where(), 1);
            findings.report("delivery lost, " + delivery.where(), delivery.violation());
        }
    }

    private void count(PartitionEvidence evidence, DeliveryEvidence delivery) {
        recorded++;
        dead += delivery.isDead() ? 1 : 0;
        outstanding += delivery.isOutstanding() ? 1 : 0;
        if (delivery.isRetried()) {
            findings.countOpportunities(evidence.inStorm(delivery) ? 1 : 0);
            recovery(delivery).ifPresent(nanos -> slowest = Optional.of(Math.max(nanos, slowest.orElse(nanos))));
        }
    }

    @Override
    public Findings findings() {
        silentDeliveries.forEach(this::reportLost);
        late.ifPresent(LateHandOverCheck::judge);
        findings.countChecked("deliveries", recorded);
        findings.countChecked("dead", dead);
        findings.countChecked("outstanding", outstanding);
        findings.summarize("%s of %s, %s%s"
                .formatted(
                        FindingText.number(recorded - dead - outstanding),
                        FindingText.number(recorded),
                        dead == 1 ? "1 dead letter" : FindingText.number(dead) + " dead letters",
                        slowest.map(nanos -> ", slowest recovery " + FindingText.seconds(nanos))
                                .orElse("")));
        return findings;
    }

    /** The time from the first hand-over until the work was first done, in nanoseconds. */
    private static Optional<Long> recovery(DeliveryEvidence delivery) {
        Optional<HandedOver> handed = delivery.first(HandedOver.class);
        return delivery.completion().flatMap(done -> handed.map(h -> Math.max(0, done.at() - h.at())));
    }

    /**
     * What is known when the waiting ends: whether the app is alive, and since when a lost delivery must have been
     * silent.
     *
     * @param doubt why nothing can be called lost; empty if it can
     */
    private record LossBound(Optional<String> doubt, long silentSince) {
        static LossBound of(PartitionEvidence evidence) {
            Optional<EntityEvidence> canary = evidence.canary();
            Optional<String> doubt = canary.isEmpty()
                    ? Optional.of("deliveries are outstanding, and no canary shows whether the app is alive")
                    : evidence.isInFinalState(canary.get())
                            ? Optional.empty()
                            : Optional.of("deliveries are outstanding, and the canary itself is not done");
            long silence = evidence.limits().longestSilence().toNanos();
            return new LossBound(doubt, evidence.run().end().orElse(Long.MAX_VALUE) - silence);
        }
    }
}
