package tribunal.verify;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.Troubles.Window;

/** The named stretches of an order's way, measured. Orders of the warm-up and the canary are left out. */
final class Segments {
    static final String LAG = "lag";
    private static final List<String> SEGMENTS =
            List.of("place-order", "dispatch", "handle", "fan-out", "fan-out-stable", "completion", "end-to-end", LAG);
    /** Those that begin or end with a commit by the database's clock. */
    private static final Set<String> CROSSING = Set.of("dispatch", "fan-out", "fan-out-stable", "completion");

    private final Evidence evidence;
    private final Map<String, Recording> recordings = new LinkedHashMap<>();
    private final SortedMap<String, Recording> parts = new TreeMap<>();
    private final Map<String, UpdateReceived> finalUpdates;
    private final List<Window> leftOut;

    private Segments(Evidence evidence, List<Window> leftOut) {
        this.evidence = evidence;
        this.leftOut = leftOut;
        this.finalUpdates = finalUpdates(evidence);
        SEGMENTS.forEach(segment -> recordings.put(segment, recording()));
    }

    private Recording recording() {
        return Recording.of(evidence.course().last());
    }

    static List<Latency> latencies(Evidence evidence) {
        return latencies(evidence, List.of());
    }

    /** Without what touched a declared outage or the recovery bound after it: what budgets are judged by. */
    static List<Latency> outsideOutages(Evidence evidence) {
        long bound = evidence.run().limits().recoveryBound().toNanos();
        return latencies(
                evidence,
                evidence.troubles().outages().stream()
                        .map(w -> w.lasting(bound))
                        .toList());
    }

    /** What lies in this window alone. */
    static List<Latency> within(Evidence evidence, Window window) {
        return latencies(
                evidence,
                List.of(
                        new Window("before", Long.MIN_VALUE, window.from() - 1),
                        new Window("after", window.to() + 1, Long.MAX_VALUE)));
    }

    private static List<Latency> latencies(Evidence evidence, List<Window> leftOut) {
        Segments segments = new Segments(evidence, leftOut);
        evidence.orders().values().stream().filter(evidence::inStorm).forEach(segments::measure);
        FanOut.first(evidence, leftOut, segments.recording("fan-out"));
        FanOut.stable(evidence, leftOut, segments.recording("fan-out-stable"));
        return segments.latencies();
    }

    private List<Latency> latencies() {
        return recordings.entrySet().stream()
                .map(r -> r.getValue().latency(r.getKey(), unknown(evidence, r.getKey()), parts(r.getKey())))
                .toList();
    }

    private List<Latency> parts(String segment) {
        return parts.entrySet().stream()
                .filter(p -> p.getKey().startsWith(segment + "/"))
                .map(p -> p.getValue().latency(p.getKey(), unknown(evidence, segment), List.of()))
                .toList();
    }

    private Recording recording(String segment) {
        return Optional.ofNullable(recordings.get(segment)).orElseThrow();
    }

    private static @Nullable String unknown(Evidence evidence, String segment) {
        return evidence.clocks().trusted() || !CROSSING.contains(segment)
                ? null
                : "the database's clock is only known to within "
                        + Wording.millis(evidence.clocks().epsilon());
    }

    private void measure(OrderEvidence order) {
        order.operations().forEach(this::lag);
        order.operations(Kind.PLACE).stream().findFirst().ifPresent(placed -> {
            placed.answered((from, to) -> record("place-order", from, to));
            order.current().filter(_ -> evidence.restsInFinal(order)).ifPresent(last -> finished(placed, last));
        });
        order.deliveries().forEach(this::delivery);
    }

    private void record(String segment, long from, long to) {
        if (!Troubles.touches(leftOut, from, Math.max(from, to))) {
            recording(segment).took(from, to);
        }
    }

    private void record(String segment, String function, long from, long to) {
        if (!Troubles.touches(leftOut, from, Math.max(from, to))) {
            recording(segment).took(from, to);
            parts.computeIfAbsent(segment + "/" + function, _ -> recording()).took(from, to);
        }
    }

    private void lag(Operation operation) {
        OperationSent first = operation.first();
        record(LAG, first.intended(), first.at());
    }

    private void finished(Operation placed, Committed last) {
        long intended = placed.first().intended();
        record("completion", intended, last.at());
        Optional.ofNullable(finalUpdates.get(last.order()))
                .ifPresent(update -> record("end-to-end", intended, update.at()));
    }

    private void delivery(DeliveryEvidence delivery) {
        long committed = delivery.recorded().orElseThrow().at();
        delivery.timeline()
                .first(HandedOver.class)
                .ifPresent(handed ->
                        record("dispatch", handed.function(), Math.max(committed, handed.due()), handed.at()));
        delivery.timeline()
                .all(AttemptStarted.class)
                .forEach(started -> delivery.timeline()
                        .first(AttemptEnded.class, e -> e.attempt() == started.attempt() && e.copy() == started.copy())
                        .ifPresent(ended -> record("handle", started.function(), started.at(), ended.at())));
    }

    /** The first update that showed an order's final version to anybody, by order. */
    static Map<String, UpdateReceived> finalUpdates(Evidence evidence) {
        Map<String, UpdateReceived> first = new HashMap<>();
        for (SubscriptionEvidence subscription : evidence.subscriptions()) {
            subscription
                    .updates()
                    .forEach((id, updates) -> Optional.ofNullable(
                                    evidence.orders().get(id))
                            .flatMap(OrderEvidence::current)
                            .flatMap(last -> updates.stream()
                                    .filter(u -> u.version() >= last.version())
                                    .findFirst())
                            .ifPresent(u -> first.merge(id, u, (a, b) -> a.at() <= b.at() ? a : b)));
        }
        return first;
    }
}
