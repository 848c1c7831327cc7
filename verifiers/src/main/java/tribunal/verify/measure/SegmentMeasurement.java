package tribunal.verify.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.Segment;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;

/** Measures the latency segments of each order. Orders of the warm-up and the canary are left out. */
public record SegmentMeasurement(List<LatencyRecorder> recorders) {
    public void measure(PartitionEvidence evidence) {
        Map<String, Long> finalUpdates = finalUpdates(evidence);
        for (OrderEvidence order : evidence.orders().values()) {
            if (evidence.inStorm(order)) {
                measure(evidence, order, Optional.ofNullable(finalUpdates.get(order.id())));
            }
        }
        FanOutLatency.measure(
                evidence,
                (from, until) -> recorders.forEach(recorder -> recorder.recordSince(Segment.FAN_OUT, from, until)));
        FanOutLatency.measureStable(
                evidence,
                (from, until) ->
                        recorders.forEach(recorder -> recorder.recordSince(Segment.FAN_OUT_STABLE, from, until)));
    }

    private void measure(PartitionEvidence evidence, OrderEvidence order, Optional<Long> finalUpdate) {
        order.operations()
                .forEach(
                        o -> record(Segment.LAG, o.first().intended(), o.first().at()));
        order.operations(Kind.PLACE).stream().findFirst().ifPresent(placed -> {
            placed.reportLatency((from, until) -> record(Segment.PLACE_ORDER, from, until));
            order.current().filter(_ -> evidence.isInFinalState(order)).ifPresent(last -> {
                record(Segment.COMPLETION, placed.first().intended(), last.at());
                finalUpdate.ifPresent(
                        at -> record(Segment.END_TO_END, placed.first().intended(), at));
            });
        });
        order.deliveries().forEach(this::delivery);
    }

    private void record(Segment segment, long from, long until) {
        for (LatencyRecorder recorder : recorders) {
            recorder.record(segment, from, until);
        }
    }

    private void record(Segment segment, String function, long from, long until) {
        for (LatencyRecorder recorder : recorders) {
            recorder.record(segment, function, from, until);
        }
    }

    private void delivery(DeliveryEvidence delivery) {
        long committed = delivery.recorded().orElseThrow().at();
        delivery.first(HandedOver.class)
                .ifPresent(handed ->
                        record(Segment.DISPATCH, handed.function(), Math.max(committed, handed.due()), handed.at()));
        delivery.all(AttemptStarted.class)
                .forEach(started -> delivery.endOf(started)
                        .ifPresent(ended -> record(Segment.HANDLE, started.function(), started.at(), ended.at())));
    }

    /** When the final version of each order was first received by any client, by order. */
    static Map<String, Long> finalUpdates(PartitionEvidence evidence) {
        Map<String, Long> finalUpdates = new HashMap<>();
        for (SubscriptionUpdates updates : evidence.updates()) {
            updates.byOrder()
                    .forEach((id, orderUpdates) -> evidence.order(id)
                            .flatMap(OrderEvidence::current)
                            .flatMap(last -> orderUpdates.stream()
                                    .filter(u -> u.version() >= last.version())
                                    .findFirst())
                            .ifPresent(u -> finalUpdates.merge(id, u.at(), Math::min)));
        }
        return finalUpdates;
    }
}
