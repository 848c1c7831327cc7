package tribunal.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Model.Reaction;

/**
 * Where an order's time goes: the way through its states that most orders of the storm took, step by step. Its times are
 * means, since those of one set of orders add up as percentiles do not.
 *
 * @param states one after another
 * @param orders how many took this way; all times are theirs
 * @param of how many orders of the storm came to a final state
 */
public record OrderWay(List<String> states, long orders, long of, List<Step> steps) {
    /** Of a run in which no order was finished. */
    public static final OrderWay NONE = new OrderWay(List.of(), 0, 0, List.of());

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

    static OrderWay of(Evidence evidence) {
        Map<String, List<Finished>> ways = evidence.orders().values().stream()
                .filter(evidence::inStorm)
                .filter(evidence::restsInFinal)
                .flatMap(order -> Finished.of(order).stream())
                .collect(Collectors.groupingBy(Finished::way, TreeMap::new, Collectors.toList()));
        long all = ways.values().stream().mapToLong(List::size).sum();
        return ways.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(most -> new OrderWay(most.getFirst().states(), most.size(), all, steps(evidence, most)))
                .orElse(NONE);
    }

    private static List<Step> steps(Evidence evidence, List<Finished> orders) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(PLACING, 0, mean(orders, o -> o.sent()), mean(orders, o -> o.answered())));
        for (int n = 1; n < orders.getFirst().states().size(); n++) {
            steps.add(step(evidence, orders, n));
        }
        seen(evidence, orders, steps.getLast().to()).ifPresent(steps::add);
        return steps;
    }

    private static Step step(Evidence evidence, List<Finished> orders, int n) {
        return new Step(
                mover(evidence, orders, n).orElse(orders.getFirst().states().get(n)),
                mean(orders, o -> o.sinceWanted(n - 1)),
                mean(orders, o -> o.begun(evidence, n)),
                mean(orders, o -> o.sinceWanted(n)));
    }

    /** What moved most of them on to that state; empty if it was no function. */
    private static Optional<String> mover(Evidence evidence, List<Finished> orders, int n) {
        Map<Optional<String>, Long> movers = orders.stream()
                .map(o -> o.mover(evidence, n).map(Mover::function))
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return movers.entrySet().stream().max(Map.Entry.comparingByValue()).flatMap(Map.Entry::getKey);
    }

    /** Of those orders whose end was seen. */
    private static Optional<Step> seen(Evidence evidence, List<Finished> orders, long committed) {
        Map<String, UpdateReceived> updates = Segments.finalUpdates(evidence);
        List<Long> took = orders.stream()
                .flatMap(o -> Optional.ofNullable(updates.get(o.order().id()))
                        .map(update -> Math.max(0, update.at() - o.last().at()))
                        .stream())
                .toList();
        return took.isEmpty()
                ? Optional.empty()
                : Optional.of(new Step(SEEING, committed, committed, committed + mean(took.stream())));
    }

    private static long mean(List<Finished> orders, ToLongFunction<Finished> nanos) {
        return mean(orders.stream().map(nanos::applyAsLong));
    }

    private static long mean(Stream<Long> nanos) {
        return Math.round(nanos.mapToLong(n -> n).average().orElse(0));
    }

    /** An order at its end. Times are in nanoseconds since it was wanted. */
    private record Finished(OrderEvidence order, Operation placed, long wanted, long answered) {
        static Optional<Finished> of(OrderEvidence order) {
            List<Finished> answered = new ArrayList<>(1);
            order.operations(Kind.PLACE).stream().findFirst().ifPresent(placed -> {
                long wanted = placed.first().intended();
                placed.answered((_, to) -> answered.add(new Finished(order, placed, wanted, to - wanted)));
            });
            return answered.stream().findFirst();
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
        Optional<Mover> mover(Evidence evidence, int n) {
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
        private static Stream<Long> running(Timeline timeline, long then, long epsilon) {
            return timeline.all(AttemptStarted.class).stream()
                    .filter(started -> started.at() <= then + epsilon)
                    .filter(started -> timeline.first(
                                    AttemptEnded.class,
                                    e -> e.attempt() == started.attempt() && e.copy() == started.copy())
                            .map(ended -> ended.at() >= then - epsilon)
                            .orElse(true))
                    .map(AttemptStarted::at);
        }

        long begun(Evidence evidence, int n) {
            return mover(evidence, n).map(mover -> mover.begun() - wanted).orElse(sinceWanted(n));
        }
    }

    private record Mover(String function, long begun) {}
}
