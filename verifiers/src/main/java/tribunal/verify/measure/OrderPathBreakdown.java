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
import tribunal.history.AppModel.Reaction;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.DeliveryTimeline;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;

/**
 * Where an order's time goes: the way through its states that most orders of the storm took, step by step. Its times are
 * means, since those of one set of orders add up as percentiles do not.
 *
 * @param states one after another
 * @param orders how many took this way; all times are theirs
 * @param of how many orders of the storm came to a final state
 */
public record OrderPathBreakdown(List<String> states, long orders, long of, List<Step> steps) {
    /** Of a run in which no order was finished. */
    public static final OrderPathBreakdown NONE = new OrderPathBreakdown(List.of(), 0, 0, List.of());

    static final String PLACING = "place-order";
    static final String SEEING = "fan-out";

    /**
     * A part of the way, in nanoseconds since the order was wanted.
     *
     * @param what {@code place-order}, then the function that moved most orders on or the state that they came to without
     *     one, at last {@code fan-out}, if anybody looked
     * @param from when it could begin: the state before was committed
     * @param begun when the attempt began that did it; what is before was waiting, or work that came to nothing
     * @param to when it was done: answered, committed or seen
     */
    public record Step(String what, long from, long begun, long to) {}

    /** The ways in the making, by their states. */
    public static final class Gathering implements HistoryFold<OrderPathBreakdown> {
        private final SortedMap<String, Sums> ways = new TreeMap<>();

        @Override
        public void add(PartitionEvidence part) {
            Map<String, Long> seen = SegmentMeasurement.finalUpdates(part);
            part.orders().values().stream()
                    .filter(part::inStorm)
                    .filter(part::restsInFinal)
                    .flatMap(order -> Finished.of(order).stream())
                    .forEach(order -> ways.computeIfAbsent(order.way(), _ -> new Sums(order.states()))
                            .add(part, order, Optional.ofNullable(seen.get(order.id()))));
        }

        @Override
        public OrderPathBreakdown said() {
            long all = ways.values().stream().mapToLong(way -> way.orders).sum();
            return ways.values().stream()
                    .max(Comparator.comparingLong(way -> way.orders))
                    .map(most -> new OrderPathBreakdown(most.states, most.orders, all, most.steps()))
                    .orElse(NONE);
        }
    }

    /** Of the orders that went one way. */
    private static final class Sums {
        private final List<String> states;
        private final long[] committed;
        private final long[] begun;
        private final List<Map<Optional<String>, Long>> movers;
        private long orders;
        private long sent;
        private long answered;
        private long seenOrders;
        private long seenAfter;

        Sums(List<String> states) {
            this.states = states;
            committed = new long[states.size()];
            begun = new long[states.size()];
            movers = states.stream()
                    .<Map<Optional<String>, Long>>map(_ -> new LinkedHashMap<>())
                    .toList();
        }

        void add(PartitionEvidence part, Finished order, Optional<Long> seen) {
            orders++;
            sent += order.sent();
            answered += order.answered();
            for (int n = 0; n < committed.length; n++) {
                committed[n] += order.sinceWanted(n);
                if (n > 0) {
                    moved(n, order, order.mover(part, n));
                }
            }
            seen.ifPresent(at -> {
                seenOrders++;
                seenAfter += Math.max(0, at - order.last().at());
            });
        }

        private void moved(int n, Finished order, Optional<Mover> mover) {
            begun[n] += mover.map(m -> m.begun() - order.wanted()).orElse(order.sinceWanted(n));
            movers.get(n).merge(mover.map(Mover::function), 1L, Long::sum);
        }

        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(PLACING, 0, mean(sent, orders), mean(answered, orders)));
            for (int n = 1; n < committed.length; n++) {
                steps.add(new Step(
                        mover(n).orElse(states.get(n)),
                        mean(committed[n - 1], orders),
                        mean(begun[n], orders),
                        mean(committed[n], orders)));
            }
            if (seenOrders > 0) {
                long from = steps.getLast().to();
                steps.add(new Step(SEEING, from, from, from + mean(seenAfter, seenOrders)));
            }
            return steps;
        }

        /** What moved most of them on to that state; empty if it was no function. */
        private Optional<String> mover(int n) {
            return movers.get(n).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .flatMap(Map.Entry::getKey);
        }

        private static long mean(long sum, long count) {
            return Math.round((double) sum / count);
        }
    }

    /** An order at its end. Times are in nanoseconds since it was wanted. */
    private record Finished(OrderEvidence order, ClientOperation placed, long wanted, long answered) {
        static Optional<Finished> of(OrderEvidence order) {
            List<Finished> answered = new ArrayList<>(1);
            order.operations(Kind.PLACE).stream().findFirst().ifPresent(placed -> {
                long wanted = placed.first().intended();
                placed.answered((_, to) -> answered.add(new Finished(order, placed, wanted, to - wanted)));
            });
            return answered.stream().findFirst();
        }

        String id() {
            return order.id();
        }

        List<String> states() {
            return order.versions().stream().map(Committed::status).toList();
        }

        String way() {
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

        /** The function that was at work on the event of the state before when this one was committed, if one was. */
        Optional<Mover> mover(PartitionEvidence evidence, int n) {
            int before = order.versions().get(n - 1).version();
            long committed = order.versions().get(n).at();
            return order.deliveries().stream()
                    .filter(d -> d.recorded().filter(e -> e.version() == before).isPresent())
                    .filter(d -> Optional.ofNullable(
                                    evidence.model().functions().get(d.id().function()))
                            .filter(Reaction::changesState)
                            .isPresent())
                    .flatMap(d -> running(
                                    d.timeline(), committed, evidence.clocks().epsilon())
                            .map(at -> new Mover(d.id().function(), at)))
                    .max(Comparator.comparingLong(Mover::begun));
        }

        /** When the attempts began that were running then. */
        private static Stream<Long> running(DeliveryTimeline timeline, long then, long epsilon) {
            return timeline.all(AttemptStarted.class).stream()
                    .filter(started -> started.at() <= then + epsilon)
                    .filter(started -> timeline.first(
                                    AttemptEnded.class,
                                    e -> e.attempt() == started.attempt() && e.copy() == started.copy())
                            .map(ended -> ended.at() >= then - epsilon)
                            .orElse(true))
                    .map(AttemptStarted::at);
        }
    }

    private record Mover(String function, long begun) {}
}
