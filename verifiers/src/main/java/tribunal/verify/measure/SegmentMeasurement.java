package tribunal.verify.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.Segment;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;

/** Measures the latency segments of each entity. Entities of the warm-up and the canary are left out. */
public record SegmentMeasurement(List<LatencyRecorder> recorders) {
    public void measure(PartitionEvidence evidence) {
        Map<String, Long> finalUpdates = finalUpdates(evidence);
        for (EntityEvidence entity : evidence.entities().values()) {
            if (evidence.inStorm(entity)) {
                measure(evidence, entity, Optional.ofNullable(finalUpdates.get(entity.id())));
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

    private void measure(PartitionEvidence evidence, EntityEvidence entity, Optional<Long> finalUpdate) {
        entity.operations()
                .forEach(
                        o -> record(Segment.LAG, o.first().intended(), o.first().at()));
        evidence.creation(entity).ifPresent(creation -> {
            creation.reportLatency((from, until) -> record(Segment.PLACE_ORDER, from, until));
            entity.current().filter(_ -> evidence.isInFinalState(entity)).ifPresent(last -> {
                record(Segment.COMPLETION, creation.first().intended(), last.at());
                finalUpdate.ifPresent(
                        at -> record(Segment.END_TO_END, creation.first().intended(), at));
            });
        });
        entity.deliveries().forEach(this::delivery);
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

    /** When the final version of each entity was first received by any client, by entity. */
    static Map<String, Long> finalUpdates(PartitionEvidence evidence) {
        Map<String, Long> finalUpdates = new HashMap<>();
        for (SubscriptionUpdates updates : evidence.updates()) {
            updates.byEntity()
                    .forEach((id, entityUpdates) -> evidence.entity(id)
                            .flatMap(EntityEvidence::current)
                            .flatMap(last -> entityUpdates.stream()
                                    .filter(u -> u.version() >= last.version())
                                    .findFirst())
                            .ifPresent(u -> finalUpdates.merge(id, u.at(), Math::min)));
        }
        return finalUpdates;
    }
}
