package tribunal.verify.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;
import tribunal.verify.evidence.OutageWindows.Window;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.measure.Drift.Unit;

/**
 * Compares the first and the last third of a storm of at least five minutes. In a shorter storm, the warm-up of the JIT
 * compiler would look like an improvement.
 *
 * <p>The figures are the 99th percentile of latencies, the average resident memory, the processors in use, and the
 * growth of disk usage per second. Disk usage itself always grows, since events and history are kept; only its rate can
 * drift.
 */
public final class DriftDetector {
    private static final long STORM_MIN_NANOS = Duration.ofMinutes(5).toNanos();
    private static final double PERCENTILE = 99;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MILLICORES = 1_000;
    private static final List<String> SEGMENTS = List.of("place-order", "fan-out");

    private final RunEvidence run;
    private final Window beginning;
    private final Window end;
    private final LatencyRecorder first;
    private final LatencyRecorder last;

    private DriftDetector(RunEvidence run, Window beginning, Window end) {
        this.run = run;
        this.beginning = beginning;
        this.end = end;
        first = LatencyRecorder.within(run, beginning);
        last = LatencyRecorder.within(run, end);
    }

    /** Creates a detector; empty for a shorter storm, and for a storm whose end was not recorded. */
    public static Optional<DriftDetector> of(RunEvidence run) {
        Optional<Long> storm = run.phases().started(Phase.STORM);
        Optional<Long> heal = run.phases().started(Phase.HEAL);
        if (storm.isEmpty() || heal.isEmpty() || heal.get() - storm.get() < STORM_MIN_NANOS) {
            return Optional.empty();
        }
        long third = (heal.get() - storm.get()) / 3;
        return Optional.of(new DriftDetector(
                run,
                new Window("first third", storm.get(), storm.get() + third),
                new Window("last third", heal.get() - third, heal.get())));
    }

    /** The recorders of the latencies of both thirds. */
    public Stream<LatencyRecorder> latencies() {
        return Stream.of(first, last);
    }

    public List<Drift> drifts() {
        List<Drift> drifts = new ArrayList<>();
        SEGMENTS.forEach(segment -> add(
                drifts,
                new Figure(segment + " p99", Unit.NANOS),
                third -> p99(segment, (third.equals(beginning) ? first : last).latencies())));
        add(drifts, new Figure("subscriptions", Unit.COUNT), this::subscriptions);
        resources(drifts);
        return drifts;
    }

    private record Figure(String what, Unit unit) {}

    /** Adds a figure, unless its value is unknown in either third. */
    private void add(List<Drift> drifts, Figure figure, Function<Window, OptionalLong> value) {
        OptionalLong first = value.apply(beginning);
        OptionalLong last = value.apply(end);
        if (first.isPresent() && last.isPresent()) {
            drifts.add(new Drift(figure.what(), figure.unit(), first.getAsLong(), last.getAsLong()));
        }
    }

    private static OptionalLong p99(String segment, List<SegmentLatency> latencies) {
        return latencies.stream()
                .filter(l -> l.isOf(segment) && l.unknown() == null)
                .mapToLong(l -> l.nanos().getValueAtPercentile(PERCENTILE))
                .findFirst();
    }

    /** The subscriptions that were open in the middle of the third. */
    private OptionalLong subscriptions(Window third) {
        long middle = third.from() + (third.to() - third.from()) / 2;
        return OptionalLong.of(run.subscriptions().stream()
                .filter(subscription -> subscription.isLiveAt(middle))
                .count());
    }

    private void resources(List<Drift> drifts) {
        List<ResourcesSampled> samples = run.all(ResourcesSampled.class);
        names(samples, ResourcesSampled::memory)
                .forEach((process, name) -> add(
                        drifts,
                        new Figure(name + " memory", Unit.BYTES),
                        third -> average(processValues(samples, third, ResourcesSampled::memory, process))));
        names(samples, ResourcesSampled::cpu)
                .forEach((process, name) -> add(
                        drifts,
                        new Figure(name + " cpu", Unit.MILLICORES),
                        third -> rate(processValues(samples, third, ResourcesSampled::cpu, process), MILLICORES)));
        add(
                drifts,
                new Figure("disk per second", Unit.BYTES),
                third -> rate(values(samples, third, ResourcesSampled::disk), NANOS_PER_SECOND));
    }

    /** The display name of each process: a single node is called {@code app}. */
    private static SortedMap<String, String> names(
            List<ResourcesSampled> samples, Function<ResourcesSampled, SortedMap<String, Long>> figures) {
        TreeSet<String> processes = new TreeSet<>();
        samples.forEach(sample -> processes.addAll(figures.apply(sample).keySet()));
        long nodes = processes.stream().filter(DriftDetector::isNode).count();
        SortedMap<String, String> names = new TreeMap<>();
        processes.forEach(process -> names.put(process, nodes == 1 && isNode(process) ? "app" : process));
        return names;
    }

    private static boolean isNode(String process) {
        return process.startsWith("node-");
    }

    /** A value, with its time in nanoseconds since the run's origin. */
    private record TimedValue(long nanos, long value) {}

    private static List<TimedValue> processValues(
            List<ResourcesSampled> samples,
            Window third,
            Function<ResourcesSampled, SortedMap<String, Long>> figures,
            String key) {
        return values(samples, third, sample -> figures.apply(sample).getOrDefault(key, 0L));
    }

    /** The values within the third, without zeros: a sample of 0 means that the value was not available. */
    private static List<TimedValue> values(
            List<ResourcesSampled> samples, Window third, ToLongFunction<ResourcesSampled> figure) {
        return samples.stream()
                .filter(sample -> third.overlaps(sample.at(), sample.at()))
                .map(sample -> new TimedValue(sample.at(), figure.applyAsLong(sample)))
                .filter(timed -> timed.value() > 0)
                .toList();
    }

    private static OptionalLong average(List<TimedValue> values) {
        OptionalDouble average = values.stream().mapToLong(TimedValue::value).average();
        return average.isPresent() ? OptionalLong.of(Math.round(average.getAsDouble())) : OptionalLong.empty();
    }

    /** The growth per {@code perNanos} nanoseconds; empty if there are fewer than two values. */
    private static OptionalLong rate(List<TimedValue> values, long perNanos) {
        if (values.size() < 2) {
            return OptionalLong.empty();
        }
        TimedValue first = values.getFirst();
        TimedValue last = values.getLast();
        return OptionalLong.of(
                Math.round((double) (last.value() - first.value()) * perNanos / (last.nanos() - first.nanos())));
    }
}
