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
import java.util.stream.Stream;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;

/**
 * The figures of a run over time, by stretches of equal width. A stretch lasts one second, or as many whole seconds as
 * keep the number of stretches at most {@value #STRETCHES_MAX}, so that reports do not grow with the run.
 *
 * @param from beginning of the first stretch, in nanoseconds since the run's origin, on a whole second
 * @param width width of a stretch, in nanoseconds
 * @param marks the moments that divide the run, by time
 */
public record RunTimeSeries(long from, long width, List<Stretch> stretches, List<Mark> marks) {
    /** The time series of a run without evidence. */
    public static final RunTimeSeries NONE = new RunTimeSeries(0, 1, List.of(), List.of());

    static final int STRETCHES_MAX = 600;
    private static final long SECOND = 1_000_000_000;

    /**
     * The figures of one stretch.
     *
     * @param offered how many entities the schedule wanted created in it
     * @param done how many entities reached their final state in it
     * @param creation latencies of the creations scheduled in it
     * @param fanOut latencies of the versions committed in it
     * @param lag lag of the load generator for the creations scheduled in it
     * @param backlog the largest sampled number of outstanding deliveries; empty without samples
     */
    public record Stretch(
            long offered,
            long done,
            Optional<Spread> creation,
            Optional<Spread> fanOut,
            Optional<Spread> lag,
            OptionalLong backlog) {}

    /**
     * The distribution of the latencies of a stretch, in nanoseconds.
     *
     * @param counts how many latencies lie in each step of a logarithmic scale with {@value #STEPS} steps per power of
     *     ten. Step n begins at {@link #stepNanos}(n). Empty steps are absent
     */
    public record Spread(long p50, long p99, SortedMap<Integer, Long> counts) {
        private static final int STEPS = 6;

        static Optional<Spread> of(List<Long> nanos) {
            Collections.sort(nanos);
            return nanos.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Spread(percentile(nanos, 0.50), percentile(nanos, 0.99), counts(nanos)));
        }

        /** The smallest value that at least this share of the values does not exceed. */
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

        /** The beginning of a step of the scale, in nanoseconds. */
        public static double stepNanos(int step) {
            return Math.pow(10, (double) step / STEPS);
        }
    }

    /** A moment that divides the run: the beginning of a phase. */
    public record Mark(long at, String what) {}

    private static List<Mark> marks(RunEvidence run) {
        return run.phases().beginnings().entrySet().stream()
                .map(p -> new Mark(p.getValue(), p.getKey().label()))
                .sorted(Comparator.comparingLong(Mark::at))
                .toList();
    }

    /** Collects the values of all stretches. Values outside all stretches are ignored. */
    public static final class Builder implements HistoryFold<RunTimeSeries> {
        private final RunEvidence run;
        private final long from;
        private final long width;
        private final List<StretchBuilder> stretches;

        /** Begins with the first phase: entries before it concern only the harness. */
        public Builder(RunEvidence run) {
            this.run = run;
            long begin = run.phases().beginnings().values().stream()
                    .min(Comparator.naturalOrder())
                    .orElse(0L);
            from = Math.floorDiv(begin, SECOND) * SECOND;
            long seconds = Math.max(1, Math.ceilDiv(run.phases().last() + 1 - from, SECOND));
            width = Math.ceilDiv(seconds, STRETCHES_MAX) * SECOND;
            stretches = Stream.generate(StretchBuilder::new)
                    .limit(Math.ceilDiv(seconds * SECOND, width))
                    .toList();
        }

        @Override
        public void add(PartitionEvidence partition) {
            partition.entities().values().stream()
                    .filter(entity -> !run.phases().isCanary(entity.id()))
                    .forEach(entity -> add(partition, entity));
            FanOutLatency.measure(
                    partition, (start, end) -> at(start, stretch -> stretch.fanOut.add(Math.max(0, end - start))));
        }

        private void add(PartitionEvidence partition, EntityEvidence entity) {
            partition.creation(entity).ifPresent(creation -> {
                long wanted = creation.first().intended();
                at(wanted, stretch -> stretch.offered++);
                at(
                        wanted,
                        stretch -> stretch.lag.add(Math.max(0, creation.first().at() - wanted)));
                creation.reportLatency((start, end) ->
                        at(start, stretch -> stretch.creation.add(Math.max(0, end - start))));
            });
            entity.current()
                    .filter(_ -> run.isInFinalState(entity))
                    .map(Committed::at)
                    .ifPresent(done -> at(done, stretch -> stretch.done++));
        }

        private void at(long nanos, Consumer<StretchBuilder> change) {
            long index = Math.floorDiv(nanos - from, width);
            if (index >= 0 && index < stretches.size()) {
                change.accept(stretches.get((int) index));
            }
        }

        @Override
        public RunTimeSeries result() {
            run.all(ResourcesSampled.class).forEach(s -> at(s.at(), stretch -> stretch.backlog(s.backlog())));
            return new RunTimeSeries(
                    from, width, stretches.stream().map(StretchBuilder::stretch).toList(), marks(run));
        }
    }

    /** Collects the values of one stretch. */
    static final class StretchBuilder {
        private long offered;
        private long done;
        private OptionalLong backlog = OptionalLong.empty();
        private final List<Long> creation = new ArrayList<>();
        private final List<Long> fanOut = new ArrayList<>();
        private final List<Long> lag = new ArrayList<>();

        void backlog(long outstanding) {
            backlog = OptionalLong.of(Math.max(outstanding, backlog.orElse(0)));
        }

        Stretch stretch() {
            return new Stretch(offered, done, Spread.of(creation), Spread.of(fanOut), Spread.of(lag), backlog);
        }
    }
}
