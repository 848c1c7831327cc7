package tribunal.verify.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Segment;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.measure.SegmentMeasurement.FinalUpdate;

/**
 * The most frequent path of the storm's entities through their states, with the time spent in each step. Times are means,
 * because the means of one set of entities add up, and percentiles do not.
 *
 * @param states the states of the path, in order
 * @param entities how many entities took this path; all times are means over them
 * @param finished how many entities of the storm reached a final state
 */
public record EntityPathBreakdown(List<String> states, long entities, long finished, List<Step> steps) {
    public static final EntityPathBreakdown NONE = new EntityPathBreakdown(List.of(), 0, 0, List.of());

    /**
     * One step of the path. Times are in nanoseconds since the intended time of the entity.
     *
     * @param what {@code place-order} in the first step. Then the function that caused most transitions to the next
     *     state, or that state if most had no function. {@code fan-out} in the last step, if any client received the
     *     final update
     * @param from when the step could begin: when the state before it was committed
     * @param workStarted when the successful attempt began; the time before it was waiting or unsuccessful work
     * @param to when the step was done: answered, committed or received
     */
    public record Step(String what, long from, long workStarted, long to) {}

    /** Collects the paths of all entities, by their states. */
    public static final class Builder implements HistoryFold<EntityPathBreakdown> {
        private final SortedMap<String, PathSums> paths = new TreeMap<>();

        @Override
        public void add(PartitionEvidence partition) {
            Map<String, FinalUpdate> finalUpdates = SegmentMeasurement.finalUpdates(partition);
            partition.entities().values().stream()
                    .filter(partition::inStorm)
                    .filter(partition::isInFinalState)
                    .flatMap(entity -> Finished.of(partition, entity).stream())
                    .forEach(finished -> paths.computeIfAbsent(finished.path(), _ -> new PathSums(finished.states()))
                            .add(
                                    partition,
                                    finished,
                                    finalUpdates.get(finished.entity().id())));
        }

        @Override
        public EntityPathBreakdown result() {
            long all = paths.values().stream().mapToLong(path -> path.entities).sum();
            return paths.values().stream()
                    .max(Comparator.comparingLong(path -> path.entities))
                    .map(most -> new EntityPathBreakdown(most.states, most.entities, all, most.steps()))
                    .orElse(NONE);
        }
    }

    /** Sums over the entities that took one path. */
    private static final class PathSums {
        private final List<String> states;
        private final long[] committed;
        private final long[] begun;
        private final List<Map<Optional<String>, Long>> movers;
        private long entities;
        private long sent;
        private long answered;
        private long updated;
        private long updateDelays;

        PathSums(List<String> states) {
            this.states = states;
            committed = new long[states.size()];
            begun = new long[states.size()];
            movers = states.stream()
                    .<Map<Optional<String>, Long>>map(_ -> new LinkedHashMap<>())
                    .toList();
        }

        void add(PartitionEvidence partition, Finished finished, @Nullable FinalUpdate finalUpdate) {
            entities++;
            sent += finished.sent();
            answered += finished.answered();
            for (int n = 0; n < committed.length; n++) {
                committed[n] += finished.sinceWanted(n);
                if (n > 0) {
                    addMover(n, finished, finished.mover(partition, n));
                }
            }
            if (finalUpdate != null) {
                updated++;
                updateDelays += Math.max(0, finalUpdate.at() - finished.last().at());
            }
        }

        private void addMover(int n, Finished finished, Optional<Mover> mover) {
            begun[n] += mover.map(m -> m.begun() - finished.wanted()).orElse(finished.sinceWanted(n));
            movers.get(n).merge(mover.map(Mover::function), 1L, Long::sum);
        }

        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(Segment.PLACE_ORDER.label(), 0, mean(sent, entities), mean(answered, entities)));
            for (int n = 1; n < committed.length; n++) {
                steps.add(new Step(
                        mover(n).orElse(states.get(n)),
                        mean(committed[n - 1], entities),
                        mean(begun[n], entities),
                        mean(committed[n], entities)));
            }
            if (updated > 0) {
                long from = steps.getLast().to();
                steps.add(new Step(Segment.FAN_OUT.label(), from, from, from + mean(updateDelays, updated)));
            }
            return steps;
        }

        /** The function that caused most transitions to state {@code n}; empty if most had no function. */
        private Optional<String> mover(int n) {
            return movers.get(n).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .flatMap(Map.Entry::getKey);
        }

        private static long mean(long sum, long count) {
            return Math.round((double) sum / count);
        }
    }

    /**
     * A finished entity.
     *
     * @param wanted intended time of the entity, in nanoseconds since the run's origin
     * @param answered when it was acknowledged, in nanoseconds since {@code wanted}
     */
    private record Finished(EntityEvidence entity, ClientOperation creation, long wanted, long answered) {
        static Optional<Finished> of(PartitionEvidence partition, EntityEvidence entity) {
            return partition
                    .creation(entity)
                    .flatMap(creation -> creation.acknowledgements().stream()
                            .findFirst()
                            .map(a -> {
                                long wanted = creation.first().intended();
                                return new Finished(entity, creation, wanted, a.at() - wanted);
                            }));
        }

        List<String> states() {
            return entity.versions().stream().map(Committed::state).toList();
        }

        String path() {
            return String.join(" ", states());
        }

        long sent() {
            return creation.first().at() - wanted;
        }

        Committed last() {
            return entity.versions().getLast();
        }

        long sinceWanted(int n) {
            return entity.versions().get(n).at() - wanted;
        }

        /**
         * The attempt on the event of the state before that was running when state {@code n} was committed; empty if
         * there was none.
         */
        Optional<Mover> mover(PartitionEvidence evidence, int n) {
            int before = entity.versions().get(n - 1).version();
            long committed = entity.versions().get(n).at();
            return entity.deliveries().stream()
                    .filter(d -> d.recorded().filter(e -> e.version() == before).isPresent())
                    .filter(d -> evidence.model().changesState(d.id().function()))
                    .flatMap(d -> running(d, committed, evidence.clocks().epsilon())
                            .map(at -> new Mover(d.id().function(), at)))
                    .max(Comparator.comparingLong(Mover::begun));
        }

        /** The beginnings of the attempts that were running at this time, give or take ε. */
        private static Stream<Long> running(DeliveryEvidence delivery, long time, long epsilon) {
            return delivery.all(AttemptStarted.class).stream()
                    .filter(started -> started.at() <= time + epsilon)
                    .filter(started -> delivery.endOf(started)
                            .filter(ended -> ended.at() < time - epsilon)
                            .isEmpty())
                    .map(AttemptStarted::at);
        }
    }

    /** An attempt of a function that caused a transition, with the time of its beginning. */
    private record Mover(String function, long begun) {}
}
