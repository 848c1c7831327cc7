package tribunal.verify;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.ThirdPartyEntry.EffectClosed;

/** How often each combination worth having occurred: a fault alone proves none. */
final class Situations {
    private Situations() {}

    static SortedMap<String, Long> of(Evidence evidence) {
        SortedMap<String, Long> situations = new TreeMap<>();
        situations.put("charge-after-cancel", orders(evidence, o -> chargedAfterCancel(evidence, o)));
        situations.put("answer-lost-retried", deliveries(evidence, Situations::answersLostAndRetried));
        situations.put("copy-beside-original", deliveries(evidence, Situations::copiesBesideOriginal));
        situations.put("stale-settle", deliveries(evidence, d -> staleSettles(evidence, d)));
        situations.put(
                "rollback-after-work", evidence.history().all(RolledBack.class).count());
        situations.put("commit-while-unsubscribed", UnseenCommits.count(evidence));
        situations.put("inversion", Inversions.of(evidence).all());
        crashPoints(evidence, situations);
        return situations;
    }

    private static long orders(Evidence evidence, ToLongFunction<OrderEvidence> count) {
        return evidence.orders().values().stream().mapToLong(count).sum();
    }

    private static long deliveries(Evidence evidence, ToLongFunction<DeliveryEvidence> count) {
        return evidence.deliveries().values().stream().mapToLong(count).sum();
    }

    /** Charges that were asked for after the cancel had committed, and were applied or found their key closed. */
    private static long chargedAfterCancel(Evidence evidence, OrderEvidence order) {
        return order.became(Evidence.CANCELLED).map(Committed::at).stream()
                .flatMapToLong(cancelled -> order.effects("charge")
                        .filter(e -> evidence.clocks()
                                .surelyBefore(cancelled, e.requested().at()))
                        .filter(e -> e.firstApplied().isPresent()
                                || e.outcome(EffectClosed.class).isPresent())
                        .mapToLong(_ -> 1))
                .sum();
    }

    private static long answersLostAndRetried(DeliveryEvidence delivery) {
        return delivery.timeline()
                .all(FateMet.class)
                .filter(met -> met.fate().equals("lose-answer"))
                .filter(met -> delivery.timeline()
                        .has(AttemptStarted.class, s -> s.attempt() > met.attempt() && s.at() >= met.at()))
                .count();
    }

    private static long copiesBesideOriginal(DeliveryEvidence delivery) {
        List<AttemptStarted> started =
                delivery.timeline().all(AttemptStarted.class).toList();
        return started.stream()
                .filter(copy -> copy.copy() > 0)
                .filter(copy -> started.stream()
                        .filter(original -> original.copy() == 0 && original.attempt() == copy.attempt())
                        .anyMatch(original -> overlap(delivery, copy, original)))
                .count();
    }

    private static boolean overlap(DeliveryEvidence delivery, AttemptStarted a, AttemptStarted b) {
        return a.at() < end(delivery, b) && b.at() < end(delivery, a);
    }

    private static long end(DeliveryEvidence delivery, AttemptStarted started) {
        return delivery.timeline()
                .all(AttemptEnded.class)
                .filter(e -> e.attempt() == started.attempt() && e.copy() == started.copy())
                .mapToLong(AttemptEnded::at)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Answers that came after the next attempt was claimed, so that their settle is stale; and stale ones that stood. */
    private static long staleSettles(Evidence evidence, DeliveryEvidence delivery) {
        long late = delivery.timeline()
                .all(Answered.class)
                .filter(a -> delivery.timeline()
                        .has(
                                Claimed.class,
                                c -> c.attempt() == a.attempt() + 1
                                        && evidence.clocks().surelyBefore(c.at(), a.at())))
                .count();
        long unfenced = delivery.timeline()
                .all(Settled.class)
                .filter(s -> s.settledBy() < s.token())
                .count();
        return late + unfenced;
    }

    private static void crashPoints(Evidence evidence, SortedMap<String, Long> situations) {
        evidence.history()
                .all(AttemptEnded.class)
                .filter(e -> e.ending() == Ending.CRASHED && e.point() != null)
                .forEach(e -> situations.merge("crash-point(" + e.function() + "," + e.point() + ")", 1L, Long::sum));
        situations.put(
                "crash-points",
                situations.keySet().stream()
                        .filter(id -> id.startsWith("crash-point("))
                        .count());
    }
}
