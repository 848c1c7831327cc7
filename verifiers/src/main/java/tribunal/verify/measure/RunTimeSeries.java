package tribunal.verify.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;

/**
 * How a run went on: figures of equal stretches of its time, and the moments that divide it. Stretches are of one second,
 * or of as many whole seconds as keep them below {@value #STRETCHES_MAX}, so that what is told does not grow with the run.
 *
 * @param from when the first stretch begins, in nanoseconds since the run's origin, on a whole second
 * @param width of a stretch, in nanoseconds
 * @param marks by time
 */
public record RunTimeSeries(long from, long width, List<Stretch> stretches, List<Mark> marks) {
    /** Of a run of which nothing is known. */
    public static final RunTimeSeries NONE = new RunTimeSeries(0, 1, List.of(), List.of());

    static final int STRETCHES_MAX = 600;
    private static final long SECOND = 1_000_000_000;

    /**
     * One stretch.
     *
     * @param offered orders that the schedule wanted placed in it
     * @param done orders that came to their final state in it
     * @param placeOrder of the orders that were to be placed in it
     * @param fanOut of the versions that were committed in it
     * @param lag how late the load generator was with what was to be sent in it
     * @param backlog the most deliveries that were seen outstanding; empty if nobody looked
     */
    public record Stretch(
            long offered,
            long done,
            Optional<Spread> placeOrder,
            Optional<Spread> fanOut,
            Optional<Spread> lag,
            OptionalLong backlog) {}

    /**
     * Latencies of a stretch, in nanoseconds.
     *
     * @param counts how many lie in each step of a scale of {@value #STEPS} equal steps to a power of ten; step n begins at
     *     {@link #stepNanos}(n). Steps with none are absent.
     */
    public record Spread(long p50, long p99, SortedMap<Integer, Long> counts) {
        private static final int STEPS = 6;

        static Optional<Spread> of(List<Long> nanos) {
            Collections.sort(nanos);
            return nanos.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Spread(percentile(nanos, 0.50), percentile(nanos, 0.99), counts(nanos)));
        }

        /** The smallest value that so large a share of them does not exceed. */
        private static long percentile(List<Long> sorted, double share) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }

        private static SortedMap<Integer, Long> counts(List<Long> nanos) {
            SortedMap<Integer, Long> counts = new TreeMap<>();
            nanos.forEach(n -> counts.merge(step(n), 1L, Long::sum));
            return counts;
        }

        private static int step(long nanos) {
            return (int) Math.floor(STEPS * Math.log10((double) Math.max(1, nanos)));
        }

        /** Where a step of the scale begins. */
        public static double stepNanos(int step) {
            return Math.pow(10, (double) step / STEPS);
        }
    }

    /** A moment that divides the run: a phase's beginning, or the end of a node. */
    public record Mark(long at, String what) {}

    public static Gathering of(RunEvidence run) {
        long from = Math.floorDiv(begin(run), SECOND) * SECOND;
        long seconds = Math.max(1, Math.ceilDiv(run.course().last() + 1 - from, SECOND));
        long width = Math.ceilDiv(seconds, STRETCHES_MAX) * SECOND;
        return new Gathering(run, from, width, (int) Math.ceilDiv(seconds * SECOND, width));
    }

    /** With the first phase; what is before it is the harness's own affair. */
    private static long begin(RunEvidence run) {
        return run.course().phases().values().stream()
                .min(Comparator.naturalOrder())
                .orElse(0L);
    }

    private static List<Mark> marks(RunEvidence run) {
        Stream<Mark> phases = run.course().phases().entrySet().stream()
                .map(p -> new Mark(p.getValue(), p.getKey().label()));
        Stream<Mark> killed = run.all(NodeKilled.class).stream().map(e -> new Mark(e.at(), e.node() + " killed"));
        Stream<Mark> died = run.all(NodeDied.class).stream().map(e -> new Mark(e.at(), e.node() + " died"));
        Stream<Mark> paused = run.all(NodePaused.class).stream().map(e -> new Mark(e.at(), e.node() + " paused"));
        return Stream.of(phases, killed, died, paused)
                .flatMap(marks -> marks)
                .sorted(Comparator.comparingLong(Mark::at))
                .toList();
    }

    /** The stretches in the making. What lies before the first or after the last is in none. */
    public record Gathering(RunEvidence run, long from, long width, List<Heap> heaps)
            implements HistoryFold<RunTimeSeries> {
        Gathering(RunEvidence run, long from, long width, int count) {
            this(
                    run,
                    from,
                    width,
                    IntStream.range(0, count).mapToObj(_ -> new Heap()).toList());
        }

        @Override
        public void add(PartitionEvidence part) {
            part.orders().values().stream()
                    .filter(order -> !run.course().isCanary(order.id()))
                    .forEach(this::order);
            FanOutLatency.measure(part, (start, end) -> at(start, h -> h.fanOut.add(Math.max(0, end - start))));
        }

        private void order(OrderEvidence order) {
            order.operations(Kind.PLACE).stream().findFirst().ifPresent(placed -> {
                long wanted = placed.first().intended();
                at(wanted, h -> h.offered++);
                at(wanted, h -> h.lag.add(Math.max(0, placed.first().at() - wanted)));
                placed.answered((start, end) -> at(start, h -> h.placeOrder.add(Math.max(0, end - start))));
            });
            order.current()
                    .filter(_ -> run.restsInFinal(order))
                    .map(Committed::at)
                    .ifPresent(done -> at(done, h -> h.done++));
        }

        private void at(long nanos, Consumer<Heap> tell) {
            long index = Math.floorDiv(nanos - from, width);
            if (index >= 0 && index < heaps.size()) {
                tell.accept(heaps.get((int) index));
            }
        }

        @Override
        public RunTimeSeries said() {
            run.all(ResourcesSampled.class).forEach(s -> at(s.at(), h -> h.sees(s.backlog())));
            return new RunTimeSeries(
                    from, width, heaps.stream().map(Heap::stretch).toList(), marks(run));
        }
    }

    /** What belongs to one stretch. */
    static final class Heap {
        private long offered;
        private long done;
        private OptionalLong backlog = OptionalLong.empty();
        private final List<Long> placeOrder = new ArrayList<>();
        private final List<Long> fanOut = new ArrayList<>();
        private final List<Long> lag = new ArrayList<>();

        void sees(long outstanding) {
            backlog = OptionalLong.of(Math.max(outstanding, backlog.orElse(0)));
        }

        Stretch stretch() {
            return new Stretch(offered, done, Spread.of(placeOrder), Spread.of(fanOut), Spread.of(lag), backlog);
        }
    }
}
