package tribunal.verify.guarantee.delivery;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.DeliveryProgress;
import tribunal.verify.evidence.FirstHandOvers;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;
import tribunal.verify.verdict.Violation;

/**
 * Every recorded event reaches every function that the model gives its type. What is delivered, dead and outstanding makes
 * up what is recorded by the way it is told apart; what is delivered beyond that is a phantom. What is done has its effects ({@link
 * EffectObligations}).
 */
public final class AtLeastOnce implements Verifier {
    private final Findings findings;
    private final FirstHandOvers firstHandOvers = new FirstHandOvers();
    /** By so much deliveries can pass each other, as nodes and claims are not in step; in nanoseconds. */
    private final long tolerance;

    private final List<Silent> silent = new ArrayList<>();
    private final EffectObligations obligations;
    private final LateHandOvers late;
    private Optional<Bound> bound = Optional.empty();
    private long recorded;
    private long dead;
    private long outstanding;
    private Optional<Long> slowest = Optional.empty();

    /** An outstanding delivery that nothing was tried for in the longest silence. */
    private record Silent(String function, long since, String where, Violation violation) {}

    public AtLeastOnce(RunEvidence run) {
        findings = run.findings();
        tolerance = run.limits().longestSilence().toNanos() / 2;
        obligations = new EffectObligations(run.model(), findings);
        late = new LateHandOvers(run, findings);
    }

    /** The canary is in the first part: by it all are judged. */
    @Override
    public void judge(PartitionEvidence evidence) {
        Bound its = bound.orElseGet(() -> Bound.of(evidence));
        bound = Optional.of(its);
        firstHandOvers.add(evidence);
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            if (delivery.recorded().isEmpty()) {
                phantom(evidence, delivery, findings);
                continue;
            }
            settledUnworked(delivery, findings);
            dead(evidence, delivery, findings);
            if (delivery.outstanding() && !delivery.settled(Settlement.DONE) && evidence.whole()) {
                outstanding(its, delivery);
            }
            count(evidence, delivery);
        }
        for (OrderEvidence order : evidence.orders().values()) {
            obligations.judge(order);
        }
        findings.checked("never recorded", neverRecorded(evidence));
        late.gather(evidence);
    }

    /** The event may be absent (that proves nothing in a history cut short), or be known and not meant for the function. */
    private static void phantom(PartitionEvidence evidence, DeliveryEvidence delivery, Findings findings) {
        List<Entry> proof = tried(delivery);
        if (proof.isEmpty()) {
            return;
        }
        var event = Optional.ofNullable(evidence.events().get(delivery.id().event()));
        String kind = "delivery never recorded";
        if (event.isPresent()) {
            String sentence = "%s of %s was delivered to %s, which is not to have it"
                    .formatted(
                            event.get().eventType(),
                            FindingText.order(event.get().order()),
                            delivery.id().function());
            findings.violated(kind, violation(sentence, event.get().order(), proof));
        } else {
            findings.absent(kind, unrecorded(delivery, proof));
        }
    }

    private static Violation unrecorded(DeliveryEvidence delivery, List<Entry> proof) {
        Optional<HandedOver> handed = delivery.timeline().first(HandedOver.class);
        String sentence = "event %s%s was delivered to %s, but never recorded"
                .formatted(
                        FindingText.shortId(delivery.id().event()),
                        handed.map(h -> " (%s of %s)".formatted(h.eventType(), FindingText.order(h.order())))
                                .orElse(""),
                        delivery.id().function());
        return violation(sentence, handed.map(HandedOver::order).orElse(null), proof);
    }

    private static List<Entry> tried(DeliveryEvidence delivery) {
        return delivery.timeline().entries().stream()
                .filter(e -> e instanceof HandedOver || e instanceof AttemptStarted)
                .limit(2)
                .toList();
    }

    private static void settledUnworked(DeliveryEvidence delivery, Findings findings) {
        if (delivery.settled(Settlement.DONE) && !delivery.worked()) {
            String sentence = delivery.name() + " was settled as done, but "
                    + delivery.id().function() + " never finished";
            findings.absent("delivery settled without its work", of(delivery, sentence));
        }
    }

    /** A dead letter must have been declared, by identity, and have failed as often as it was to: each time anew. */
    private static void dead(PartitionEvidence evidence, DeliveryEvidence delivery, Findings findings) {
        Optional<Poisoned> declared = Optional.ofNullable(evidence.poisoned().get(delivery.id()));
        int limit = declared.map(Poisoned::attempts).orElse(evidence.limits().attempts());
        long since = Long.MIN_VALUE;
        for (Settled givenUp : delivery.givenUp()) {
            long fruitless = fruitless(delivery, since, givenUp.at());
            String sentence = fruitless < limit
                    ? "%s became a dead letter early, after %d of %d attempts"
                            .formatted(delivery.name(), fruitless, limit)
                    : "%s became a dead letter that the scenario did not declare".formatted(delivery.name());
            if (declared.isEmpty() || fruitless < limit) {
                findings.violated("delivery given up", of(delivery, sentence));
            }
            since = givenUp.at();
        }
    }

    /**
     * Attempts, counted at the claim, that failed or were never finished as far as the dispatcher was told. Who redrives a
     * dead letter has its attempts counted from 1 again.
     */
    private static long fruitless(DeliveryEvidence delivery, long since, long until) {
        Set<Integer> attempts = new HashSet<>();
        for (Entry entry : delivery.timeline().entries()) {
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

    private void outstanding(Bound bound, DeliveryEvidence delivery) {
        if (bound.doubt().isPresent()) {
            findings.doubt(bound.doubt().get());
        } else if (delivery.lastSign() > bound.silentSince()) {
            findings.doubt("a delivery is still being tried");
        } else {
            String where = DeliveryProgress.missing(delivery, Long.MAX_VALUE);
            String sentence =
                    "%s was lost: %s, and nothing was tried for it any more".formatted(delivery.name(), where);
            silent.add(new Silent(delivery.id().function(), delivery.lastSign(), where, of(delivery, sentence)));
        }
    }

    /** Lost, unless its function was still working off a backlog in which it may have waited. */
    private void lost(Silent delivery) {
        long passed = delivery.since() + tolerance;
        if (firstHandOvers.isBacklog(delivery.function(), bound.orElseThrow().silentSince(), passed)) {
            findings.doubt("a delivery waits behind a backlog that is still being worked off");
        } else {
            findings.checked("lost, " + delivery.where(), 1);
            findings.violated("delivery lost, " + delivery.where(), delivery.violation());
        }
    }

    private static Violation of(DeliveryEvidence delivery, String sentence) {
        return violation(sentence, delivery.order(), delivery.whole());
    }

    /** Versions that require an event and have none: that they are missing is atomicity's verdict. */
    private static long neverRecorded(PartitionEvidence evidence) {
        return evidence.orders().values().stream().mapToLong(evidence::lacking).sum();
    }

    private void count(PartitionEvidence evidence, DeliveryEvidence delivery) {
        recorded++;
        dead += delivery.dead() ? 1 : 0;
        outstanding += delivery.outstanding() ? 1 : 0;
        if (delivery.retried()) {
            findings.opportunities(evidence.inStorm(delivery) ? 1 : 0);
            recovery(delivery).ifPresent(nanos -> slowest = Optional.of(Math.max(nanos, slowest.orElse(nanos))));
        }
    }

    @Override
    public Findings findings() {
        silent.forEach(this::lost);
        late.judge();
        findings.checked("deliveries", recorded);
        findings.checked("dead", dead);
        findings.checked("outstanding", outstanding);
        findings.summary("%s of %s, %s%s"
                .formatted(
                        FindingText.number(recorded - dead - outstanding),
                        FindingText.number(recorded),
                        dead == 1 ? "1 dead letter" : FindingText.number(dead) + " dead letters",
                        slowest.map(nanos -> ", slowest recovery " + FindingText.seconds(nanos))
                                .orElse("")));
        return findings;
    }

    /** From the first hand-over to the first time that the work was done. */
    private static Optional<Long> recovery(DeliveryEvidence delivery) {
        Optional<HandedOver> handed = delivery.timeline().first(HandedOver.class);
        return delivery.timeline()
                .first(AttemptEnded.class, e -> e.ending() == Ending.DONE)
                .flatMap(done -> handed.map(h -> Math.max(0, done.at() - h.at())));
    }

    /**
     * What is known at the end of the waiting: is the app alive, and since when must a delivery have been silent to be
     * lost?
     *
     * @param doubt why nothing can be called lost; empty if it can
     */
    private record Bound(Optional<String> doubt, long silentSince) {
        static Bound of(PartitionEvidence evidence) {
            Optional<OrderEvidence> canary = evidence.canary();
            Optional<String> doubt = canary.isEmpty()
                    ? Optional.of("deliveries are outstanding, and no canary tells whether the app is alive")
                    : evidence.restsInFinal(canary.get())
                            ? Optional.empty()
                            : Optional.of("deliveries are outstanding, and the canary itself is not done");
            long silence = evidence.limits().longestSilence().toNanos();
            return new Bound(doubt, evidence.end().orElse(Long.MAX_VALUE) - silence);
        }
    }
}
