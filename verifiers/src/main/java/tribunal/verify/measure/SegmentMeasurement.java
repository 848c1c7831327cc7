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
import tribunal.verify.evidence.LatencySink;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;

/** Measures the latency segments of each entity. Entities of the warm-up and the canary are left out. */
public record SegmentMeasurement(List<LatencyRecorder> recorders) {
    public void measure(PartitionEvidence evidence) {
        Map<String, FinalUpdate> finalUpdates = finalUpdates(evidence);
        for (EntityEvidence entity : evidence.entities().values()) {
            if (evidence.inStorm(entity)) {
                measure(evidence, entity, Optional.ofNullable(finalUpdates.get(entity.id())));
            }
        }
        FanOutLatency.measureBySubscription(evidence, s -> recordSince(Segment.FAN_OUT, s));
        FanOutLatency.measureStable(evidence, s -> recordSince(Segment.FAN_OUT_STABLE, s));
    }

    private LatencySink recordSince(Segment segment, SubscriptionEvidence subscription) {
        return (from, until) -> recorders.forEach(recorder -> recorder.recordSince(segment, subscription, from, until));
    }

    private void measure(PartitionEvidence evidence, EntityEvidence entity, Optional<FinalUpdate> finalUpdate) {
        entity.operations()
                .forEach(
                        o -> record(Segment.LAG, o.first().intended(), o.first().at()));
        evidence.creation(entity).ifPresent(creation -> {
            creation.reportLatency((from, until) -> record(Segment.PLACE_ORDER, from, until));
            entity.current().filter(_ -> evidence.isInFinalState(entity)).ifPresent(last -> {
                record(Segment.COMPLETION, creation.first().intended(), last.at());
                finalUpdate.ifPresent(update -> recorders.forEach(recorder -> recorder.record(
                        Segment.END_TO_END,
                        update.subscription(),
                        creation.first().intended(),
                        update.at())));
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

    /** The first update that shows the final version of an entity. */
    record FinalUpdate(long at, SubscriptionEvidence subscription) {
        FinalUpdate orEarlier(FinalUpdate other) {
            return at <= other.at ? this : other;
        }
    }

    /** The first update of each entity that shows its final version, of any client, by entity. */
    static Map<String, FinalUpdate> finalUpdates(PartitionEvidence evidence) {
        Map<String, FinalUpdate> finalUpdates = new HashMap<>();
        for (SubscriptionUpdates updates : evidence.updates()) {
            updates.byEntity()
                    .forEach((id, entityUpdates) -> evidence.entity(id)
                            .flatMap(EntityEvidence::current)
                            .flatMap(last -> entityUpdates.stream()
                                    .filter(u -> u.version() >= last.version())
                                    .findFirst())
                            .map(u -> new FinalUpdate(u.at(), updates.subscription()))
                            .ifPresent(u -> finalUpdates.merge(id, u, FinalUpdate::orEarlier)));
        }
        return finalUpdates;
    }
}
