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
 * The most frequent path of the storm's orders through their states, with the time spent in each step. Times are means,
 * because the means of one set of orders add up, and percentiles do not.
 *
 * @param states the states of the path, in order
 * @param orders how many orders took this path; all times are means over them
 * @param finishedOrders how many orders of the storm reached a final state
 */
public record OrderPathBreakdown(List<String> states, long orders, long finishedOrders, List<Step> steps) {
    public static final OrderPathBreakdown NONE = new OrderPathBreakdown(List.of(), 0, 0, List.of());

    /**
     * One step of the path. Times are in nanoseconds since the intended time of the order.
     *
     * @param what {@code place-order} in the first step. Then the function that caused most transitions to the next
     *     state, or that state if most had no function. {@code fan-out} in the last step, if any client received the
     *     final update
     * @param from when the step could begin: when the state before it was committed
     * @param workStarted when the successful attempt began; the time before it was waiting or unsuccessful work
     * @param to when the step was done: answered, committed or received
     */
    public record Step(String what, long from, long workStarted, long to) {}

    /** Collects the paths of all orders, by their states. */
    public static final class Builder implements HistoryFold<OrderPathBreakdown> {
        private final SortedMap<String, PathSums> paths = new TreeMap<>();

        @Override
        public void add(PartitionEvidence part) {
            Map<String, FinalUpdate> finalUpdates = SegmentMeasurement.finalUpdates(part);
            part.entities().values().stream()
                    .filter(part::inStorm)
                    .filter(part::isInFinalState)
                    .flatMap(order -> Finished.of(part, order).stream())
                    .forEach(order -> paths.computeIfAbsent(order.path(), _ -> new PathSums(order.states()))
                            .add(part, order, finalUpdates.get(order.order().id())));
        }

        @Override
        public OrderPathBreakdown result() {
            long all = paths.values().stream().mapToLong(path -> path.orders).sum();
            return paths.values().stream()
                    .max(Comparator.comparingLong(path -> path.orders))
                    .map(most -> new OrderPathBreakdown(most.states, most.orders, all, most.steps()))
                    .orElse(NONE);
        }
    }

    /** Sums over the orders that took one path. */
    private static final class PathSums {
        private final List<String> states;
        private final long[] committed;
        private final long[] begun;
        private final List<Map<Optional<String>, Long>> movers;
        private long orders;
        private long sent;
        private long answered;
        private long updatedOrders;
        private long updateDelays;

        PathSums(List<String> states) {
            this.states = states;
            committed = new long[states.size()];
            begun = new long[states.size()];
            movers = states.stream()
                    .<Map<Optional<String>, Long>>map(_ -> new LinkedHashMap<>())
                    .toList();
        }

        void add(PartitionEvidence part, Finished order, @Nullable FinalUpdate finalUpdate) {
            orders++;
            sent += order.sent();
            answered += order.answered();
            for (int n = 0; n < committed.length; n++) {
                committed[n] += order.sinceWanted(n);
                if (n > 0) {
                    addMover(n, order, order.mover(part, n));
                }
            }
            if (finalUpdate != null) {
                updatedOrders++;
                updateDelays += Math.max(0, finalUpdate.at() - order.last().at());
            }
        }

        private void addMover(int n, Finished order, Optional<Mover> mover) {
            begun[n] += mover.map(m -> m.begun() - order.wanted()).orElse(order.sinceWanted(n));
            movers.get(n).merge(mover.map(Mover::function), 1L, Long::sum);
        }

        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(Segment.PLACE_ORDER.label(), 0, mean(sent, orders), mean(answered, orders)));
            for (int n = 1; n < committed.length; n++) {
                steps.add(new Step(
                        mover(n).orElse(states.get(n)),
                        mean(committed[n - 1], orders),
                        mean(begun[n], orders),
                        mean(committed[n], orders)));
            }
            if (updatedOrders > 0) {
                long from = steps.getLast().to();
                steps.add(new Step(Segment.FAN_OUT.label(), from, from, from + mean(updateDelays, updatedOrders)));
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
     * A finished order.
     *
     * @param wanted intended time of the order, in nanoseconds since the run's origin
     * @param answered when it was acknowledged, in nanoseconds since {@code wanted}
     */
    private record Finished(EntityEvidence order, ClientOperation placed, long wanted, long answered) {
        static Optional<Finished> of(PartitionEvidence part, EntityEvidence order) {
            return part.creation(order)
                    .flatMap(placed -> placed.acknowledgements().stream()
                            .findFirst()
                            .map(a -> {
                                long wanted = placed.first().intended();
                                return new Finished(order, placed, wanted, a.at() - wanted);
                            }));
        }

        List<String> states() {
            return order.versions().stream().map(Committed::state).toList();
        }

        String path() {
            return String.join(" ", states());
        }

        long sent() {
            return placed.first().at() - wanted;
        }

        Committed last() {
            return order.versions().getLast();
        }

        long sinceWanted(int n) {
            return order.versions().get(n).at() - wanted;
        }

        /**
         * The attempt on the event of the state before that was running when state {@code n} was committed; empty if
         * there was none.
         */
        Optional<Mover> mover(PartitionEvidence evidence, int n) {
            int before = order.versions().get(n - 1).version();
            long committed = order.versions().get(n).at();
            return order.deliveries().stream()
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
