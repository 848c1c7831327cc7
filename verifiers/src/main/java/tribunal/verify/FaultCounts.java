package tribunal.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.history.HarnessEntry.FaultWindowOpened;

/**
 * Faults by kind: decided, met, and overtaken (decided, but over before they could happen). A fate of copies is met once a
 * copy. A reorder is met only where a later event of the order was handed over before the attempt began. A fault that is a
 * window counts by its strikes, or by its openings if it tells none.
 */
final class FaultCounts {
    static final List<String> FATES = List.of(
            "duplicate",
            "delay",
            "reorder",
            "drop",
            "lose-answer",
            "lose-settle",
            "crash",
            "fail",
            "hang",
            "third-party-slow",
            "third-party-fails",
            "third-party-silent",
            "poison",
            "chaos-monkey");
    private static final String REORDER = "reorder";

    private record Attempt(String event, String function, int attempt, String fate) {}

    private FaultCounts() {}

    static SortedMap<String, Long> met(Evidence evidence) {
        SortedMap<String, Long> faults = new TreeMap<>();
        FATES.forEach(fate -> faults.put(fate, 0L));
        evidence.all(FateMet.class).stream()
                .filter(met -> !met.fate().equals(REORDER))
                .forEach(met -> faults.merge(met.fate(), 1L, Long::sum));
        faults.putAll(windows(evidence));
        faults.put(REORDER, reorders(evidence));
        return faults;
    }

    private static SortedMap<String, Long> windows(Evidence evidence) {
        SortedMap<String, Long> struck = new TreeMap<>();
        evidence.all(FaultStruck.class)
                .forEach(s -> struck.merge(
                        s.fault(),
                        s.strikes().values().stream().mapToLong(Long::longValue).sum(),
                        Long::sum));
        SortedMap<String, Long> windows = new TreeMap<>();
        evidence.all(FaultWindowOpened.class).forEach(opened -> windows.merge(opened.fault(), 1L, Long::sum));
        windows.putAll(struck);
        return windows;
    }

    static SortedMap<String, Long> decided(Evidence evidence) {
        SortedMap<String, Long> decided = new TreeMap<>();
        evidence.all(FateDecided.class).forEach(d -> decided.merge(d.fate(), 1L, Long::sum));
        return decided;
    }

    static SortedMap<String, Long> overtaken(Evidence evidence) {
        Set<Attempt> met = new HashSet<>();
        evidence.all(FateMet.class).forEach(m -> met.add(new Attempt(m.event(), m.function(), m.attempt(), m.fate())));
        SortedMap<String, Long> overtaken = new TreeMap<>();
        evidence.all(FateDecided.class).stream()
                .filter(d -> !d.fate().equals(REORDER))
                .filter(d -> !met.contains(new Attempt(d.event(), d.function(), d.attempt(), d.fate())))
                .forEach(d -> overtaken.merge(d.fate(), 1L, Long::sum));
        long inOrder = decided(evidence).getOrDefault(REORDER, 0L) - reorders(evidence);
        if (inOrder > 0) {
            overtaken.put(REORDER, inOrder);
        }
        return overtaken;
    }

    private static long reorders(Evidence evidence) {
        if (evidence.all(FateDecided.class).stream().noneMatch(f -> f.fate().equals(REORDER))) {
            return 0;
        }
        return evidence.orders().values().stream()
                .mapToLong(order -> order.deliveries().stream()
                        .flatMap(d -> d.timeline().all(FateDecided.class).stream()
                                .filter(f -> f.fate().equals(REORDER))
                                .filter(f -> inverted(order, d, f)))
                        .count())
                .sum();
    }

    private static boolean inverted(OrderEvidence order, DeliveryEvidence delivery, FateDecided decided) {
        int version = delivery.recorded().orElseThrow().version();
        return delivery.timeline()
                .first(AttemptStarted.class, s -> s.attempt() == decided.attempt() && s.copy() == 0)
                .filter(started -> order.deliveries().stream()
                        .filter(other -> other.recorded().orElseThrow().version() > version)
                        .anyMatch(other -> other.timeline().has(HandedOver.class, h -> h.at() < started.at())))
                .isPresent();
    }
}
