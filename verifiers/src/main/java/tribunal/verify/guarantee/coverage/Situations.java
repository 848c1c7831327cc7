package tribunal.verify.guarantee.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Race;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Situation;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.Inversions;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SlotUsage;

/**
 * Counts of situations: combinations of faults and timing that a test should reach. A fault alone does not prove that
 * one occurred.
 */
public final class Situations {
    private static final Set<String> BY_CLAIMS = Set.of(Situation.STALE_SETTLE.label(), Situation.REDRIVEN.label());
    private static final String CRASH_POINT = "crash-point(";

    private final SortedMap<String, Long> situations = new TreeMap<>();
    private Inversions inversions = Inversions.NONE;
    private final CommitsWhileUnsubscribed missedCommits;
    private final TrafficSituations traffic;
    private final SlotUsage slots;
    private final boolean countsSlots;

    public Situations(RunEvidence run) {
        missedCommits = new CommitsWhileUnsubscribed(run);
        slots = new SlotUsage(run);
        countsSlots = SlotUsage.isCounted(run.limits());
        traffic = new TrafficSituations(run, this::count);
    }

    public void add(PartitionEvidence evidence) {
        evidence.model()
                .races()
                .forEach((name, race) -> count(name, entities(evidence, entity -> late(evidence, entity, race))));
        count(Situation.ANSWER_LOST_RETRIED, deliveries(evidence, Situations::answersLostAndRetried));
        count(Situation.COPY_BESIDE_ORIGINAL, deliveries(evidence, Situations::copiesBesideOriginal));
        count(Situation.STALE_SETTLE, deliveries(evidence, d -> staleSettles(evidence, d)));
        count(Situation.ROLLBACK_AFTER_WORK, evidence.all(RolledBack.class).size());
        count(Situation.COMMIT_WHILE_UNSUBSCRIBED, missedCommits.count(evidence));
        count(
                Situation.RENEWED_LEASE,
                deliveries(evidence, d -> d.leasesRenewed(evidence.limits().lease())));
        count(Situation.REDRIVEN, deliveries(evidence, Situations::redriven));
        count(Situation.LATE_COPY, entities(evidence, Situations::lateCopies));
        traffic.add(evidence);
        if (countsSlots) {
            evidence.deliveries().all().forEach(d -> d.all(HandedOver.class).forEach(handed -> slots.add(d, handed)));
        }
        inversions = inversions.plus(Inversions.of(evidence));
        count(Situation.SECOND_SEND, entities(evidence, entity -> repeatedSends(evidence, entity)));
        for (AttemptEnded e : evidence.all(AttemptEnded.class)) {
            if (e.ending() == Ending.CRASHED && e.point() != null) {
                count(CRASH_POINT + e.function() + "," + e.point() + ")", 1);
            }
        }
    }

    /** The inversions of all partitions that were added. */
    public Inversions inversions() {
        return inversions;
    }

    private void count(Situation situation, long n) {
        count(situation.label(), n);
    }

    private void count(String situation, long n) {
        situations.merge(situation, n, Long::sum);
    }

    public SortedMap<String, Long> situations() {
        SortedMap<String, Long> all = new TreeMap<>(situations);
        all.put("inversion", inversions.all());
        all.put(
                Situation.CRASH_POINTS.label(),
                situations.keySet().stream()
                        .filter(id -> id.startsWith(CRASH_POINT))
                        .count());
        if (countsSlots) {
            all.put(Situation.LIMIT_REACHED.label(), slots.timesFull());
        }
        return all;
    }

    /** The parts of the engine by which a situation is counted, and which the history does not show. */
    static List<String> unobserved(String situation, AppModel model) {
        List<String> parts = new ArrayList<>();
        if (!model.observesClaims() && BY_CLAIMS.contains(situation)) {
            parts.add("claims");
        }
        if (!model.observesSettles() && situation.equals(Situation.REDRIVEN.label())) {
            parts.add("settles");
        }
        return parts;
    }

    private static long entities(PartitionEvidence evidence, ToLongFunction<EntityEvidence> count) {
        long sum = 0;
        for (EntityEvidence entity : evidence.entities().values()) {
            sum += count.applyAsLong(entity);
        }
        return sum;
    }

    private static long deliveries(PartitionEvidence evidence, ToLongFunction<DeliveryEvidence> count) {
        long sum = 0;
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            sum += count.applyAsLong(delivery);
        }
        return sum;
    }

    /** Effects that were requested after the state had committed, and were applied or found their key closed. */
    private static long late(PartitionEvidence evidence, EntityEvidence entity, Race race) {
        return entity.became(race.after())
                .map(reached -> entity.effects(race.effect())
                        .filter(e -> evidence.clocks()
                                .certainlyBefore(reached.at(), e.requested().at()))
                        .filter(e -> e.firstApplied().isPresent() || e.hasOutcome(EffectClosed.class))
                        .count())
                .orElse(0L);
    }

    /** Operations of the storm that were sent again because no answer to the first send came. */
    private static long repeatedSends(PartitionEvidence evidence, EntityEvidence entity) {
        return evidence.inStorm(entity) ? ListQueries.count(entity.operations(), Situations::isSentAgain) : 0;
    }

    private static boolean isSentAgain(ClientOperation operation) {
        return operation.sends().size() > 1
                && operation.answers().stream().noneMatch(a -> a.send() == 1 && a.outcome() != Outcome.INDETERMINATE);
    }

    /** Copies that began after the entity had reached its end. */
    private static long lateCopies(EntityEvidence entity) {
        long end = entity.current().map(Committed::at).orElse(Long.MAX_VALUE);
        return entity.deliveries().stream()
                .flatMap(d -> d.all(AttemptStarted.class).stream())
                .filter(started -> started.copy() > 0 && started.at() > end)
                .count();
    }

    private static long answersLostAndRetried(DeliveryEvidence delivery) {
        return ListQueries.count(
                delivery.all(FateMet.class),
                met -> met.fate().equals("lose-answer")
                        && delivery.has(AttemptStarted.class, s -> s.attempt() > met.attempt() && s.at() >= met.at()));
    }

    /** Dead letters that were claimed again. */
    private static long redriven(DeliveryEvidence delivery) {
        return ListQueries.count(
                delivery.deadLetterings(), dead -> delivery.has(Claimed.class, c -> c.at() > dead.at()));
    }

    private static long copiesBesideOriginal(DeliveryEvidence delivery) {
        return ListQueries.count(
                delivery.all(AttemptStarted.class), started -> started.copy() > 0 && besideOriginal(delivery, started));
    }

    private static boolean besideOriginal(DeliveryEvidence delivery, AttemptStarted copy) {
        return delivery.has(
                AttemptStarted.class,
                original -> original.copy() == 0
                        && original.attempt() == copy.attempt()
                        && overlap(delivery, copy, original));
    }

    private static boolean overlap(DeliveryEvidence delivery, AttemptStarted a, AttemptStarted b) {
        return a.at() < end(delivery, b) && b.at() < end(delivery, a);
    }

    private static long end(DeliveryEvidence delivery, AttemptStarted started) {
        return delivery.endOf(started).map(AttemptEnded::at).orElse(Long.MAX_VALUE);
    }

    /** Answers after the next attempt's claim, whose settles are stale, and stale settles that were accepted. */
    private static long staleSettles(PartitionEvidence evidence, DeliveryEvidence delivery) {
        long late = ListQueries.count(
                delivery.all(Answered.class),
                a -> delivery.has(
                        Claimed.class,
                        c -> c.attempt() == a.attempt() + 1 && evidence.clocks().certainlyBefore(c.at(), a.at())));
        return late + ListQueries.count(delivery.all(Settled.class), s -> s.settledBy() < s.token());
    }
}
