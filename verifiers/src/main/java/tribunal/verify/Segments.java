package tribunal.verify;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.verify.Troubles.Window;

/**
 * The named stretches of an order's way, measured. Orders of the warm-up and the canary are left out; a latency that is
 * below zero by the clocks' ε counts as zero.
 */
final class Segments {
    static final String LAG = "lag";
    private static final int DIGITS = 3;
    private static final List<String> SEGMENTS =
            List.of("place-order", "dispatch", "handle", "fan-out", "fan-out-stable", "completion", "end-to-end", LAG);
    /** Those that begin or end with a commit by the database's clock. */
    private static final Set<String> CROSSING = Set.of("dispatch", "fan-out", "fan-out-stable", "completion");

    private final RunEvidence run;
    private final List<Window> leftOut;
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();

    private Segments(RunEvidence run, List<Window> leftOut) {
        this.run = run;
        this.leftOut = leftOut;
        SEGMENTS.forEach(segment -> histograms.put(segment, histogram()));
    }

    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    static Segments of(RunEvidence run) {
        return new Segments(run, List.of());
    }

    /** Without what touched a declared outage or the recovery bound after it: what budgets are judged by. */
    static Segments outsideOutages(RunEvidence run) {
        long bound = run.limits().recoveryBound().toNanos();
        return new Segments(
                run,
                run.troubles().outages().stream().map(w -> w.lasting(bound)).toList());
    }

    /** What lies in this window alone. */
    static Segments within(RunEvidence run, Window window) {
        return new Segments(
                run,
                List.of(
                        new Window("before", Long.MIN_VALUE, window.from() - 1),
                        new Window("after", window.to() + 1, Long.MAX_VALUE)));
    }

    void measure(Evidence evidence) {
        Map<String, UpdateReceived> finalUpdates = finalUpdates(evidence);
        evidence.orders().values().stream()
                .filter(evidence::inStorm)
                .forEach(order -> measure(order, Optional.ofNullable(finalUpdates.get(order.id()))));
        FanOut.measure(evidence, leftOut, histogram("fan-out"));
        FanOut.measureStable(evidence, leftOut, histogram("fan-out-stable"));
    }

    private Histogram histogram(String segment) {
        return Optional.ofNullable(histograms.get(segment)).orElseThrow();
    }

    List<Latency> latencies() {
        return histograms.entrySet().stream()
                .map(h -> new Latency(h.getKey(), h.getValue(), unknown(h.getKey())))
                .toList();
    }

    private @Nullable String unknown(String segment) {
        return run.clocks().trusted() || !CROSSING.contains(segment)
                ? null
                : "the database's clock is only known to within "
                        + Wording.millis(run.clocks().epsilon());
    }

    private void measure(OrderEvidence order, Optional<UpdateReceived> finalUpdate) {
        order.operations().forEach(this::lag);
        order.operations(Kind.PLACE).stream().findFirst().ifPresent(placed -> {
            answered(placed);
            order.current().filter(_ -> run.restsInFinal(order)).ifPresent(last -> {
                record("completion", placed.first().intended(), last.at());
                finalUpdate.ifPresent(
                        update -> record("end-to-end", placed.first().intended(), update.at()));
            });
        });
        order.deliveries().forEach(this::delivery);
    }

    private void record(String segment, long from, long to) {
        if (!Troubles.touches(leftOut, from, Math.max(from, to))) {
            histogram(segment).recordValue(Math.max(0, to - from));
        }
    }

    private void lag(Operation operation) {
        OperationSent first = operation.first();
        record(LAG, first.intended(), first.at());
    }

    /** By the first send that was answered for good, from that send's own intended time. */
    private void answered(Operation placed) {
        Optional<OperationAnswered> answer = placed.answers().stream()
                .filter(a -> a.outcome() != Outcome.INDETERMINATE)
                .findFirst();
        answer.ifPresent(a -> {
            OperationSent send = placed.send(a.send()).orElse(placed.first());
            record("place-order", send.intended(), a.at());
        });
    }

    private void delivery(DeliveryEvidence delivery) {
        long committed = delivery.recorded().orElseThrow().at();
        delivery.timeline()
                .first(HandedOver.class)
                .ifPresent(handed -> record("dispatch", Math.max(committed, handed.due()), handed.at()));
        delivery.timeline()
                .all(AttemptStarted.class)
                .forEach(started -> delivery.timeline()
                        .first(AttemptEnded.class, e -> e.attempt() == started.attempt() && e.copy() == started.copy())
                        .ifPresent(ended -> record("handle", started.at(), ended.at())));
    }

    /** The first update that showed each order's final version to anybody. */
    private static Map<String, UpdateReceived> finalUpdates(Evidence evidence) {
        Map<String, UpdateReceived> finalUpdates = new HashMap<>();
        for (Updates updates : evidence.updates()) {
            updates.ofOrders()
                    .forEach((id, its) -> Optional.ofNullable(evidence.orders().get(id))
                            .flatMap(OrderEvidence::current)
                            .flatMap(last -> its.stream()
                                    .filter(u -> u.version() >= last.version())
                                    .findFirst())
                            .ifPresent(u -> finalUpdates.merge(id, u, (a, b) -> a.at() <= b.at() ? a : b)));
        }
        return finalUpdates;
    }
}
