package tribunal.verify.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;
import tribunal.history.Segment;
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
    private static final List<Segment> SEGMENTS = List.of(Segment.PLACE_ORDER, Segment.FAN_OUT);

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
        List<Optional<Drift>> drifts = new ArrayList<>();
        SEGMENTS.forEach(segment -> drifts.add(drift(
                segment.label() + " p99",
                Unit.NANOS,
                third -> p99(segment, (third.equals(beginning) ? first : last).latencies()))));
        drifts.add(drift("subscriptions", Unit.COUNT, this::subscriptions));
        List<ResourcesSampled> samples = run.all(ResourcesSampled.class);
        names(samples, ResourcesSampled::memory)
                .forEach((process, name) -> drifts.add(drift(
                        name + " memory",
                        Unit.BYTES,
                        third -> average(values(samples, third, s -> s.memory().getOrDefault(process, 0L))))));
        names(samples, ResourcesSampled::cpu)
                .forEach((process, name) -> drifts.add(drift(
                        name + " cpu",
                        Unit.MILLICORES,
                        third -> rate(
                                continued(values(samples, third, s -> s.cpu().getOrDefault(process, 0L))),
                                MILLICORES))));
        drifts.add(drift(
                "disk per second",
                Unit.BYTES,
                third -> rate(values(samples, third, ResourcesSampled::disk), NANOS_PER_SECOND)));
        return drifts.stream().flatMap(Optional::stream).toList();
    }

    /** The change of a figure; empty if its value is unknown in either third. */
    private Optional<Drift> drift(String what, Unit unit, Function<Window, OptionalLong> value) {
        OptionalLong before = value.apply(beginning);
        OptionalLong after = value.apply(end);
        return before.isPresent() && after.isPresent()
                ? Optional.of(new Drift(what, unit, before.getAsLong(), after.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong p99(Segment segment, List<SegmentLatency> latencies) {
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

    /** The display name of each process: a single node is called {@code app}. */
    private static SortedMap<String, String> names(
            List<ResourcesSampled> samples, Function<ResourcesSampled, SortedMap<String, Long>> figures) {
        SortedMap<String, String> names = new TreeMap<>();
        samples.forEach(sample -> figures.apply(sample).keySet().forEach(process -> names.put(process, process)));
        if (names.keySet().stream().filter(DriftDetector::isNode).count() == 1) {
            names.replaceAll((process, _) -> isNode(process) ? "app" : process);
        }
        return names;
    }

    private static boolean isNode(String process) {
        return process.startsWith("node-");
    }

    /** A value, with its time in nanoseconds since the run's origin. */
    private record TimedValue(long nanos, long value) {}

    /** The values within the third, without zeros: a sample of 0 means that the value was not available. */
    private static List<TimedValue> values(
            List<ResourcesSampled> samples, Window third, ToLongFunction<ResourcesSampled> figure) {
        return samples.stream()
                .filter(sample -> third.overlaps(sample.at(), sample.at()))
                .map(sample -> new TimedValue(sample.at(), figure.applyAsLong(sample)))
                .filter(timed -> timed.value() > 0)
                .toList();
    }

    /** The values of a process that may have been started again. */
    private static List<TimedValue> continued(List<TimedValue> values) {
        RestartingCounter counter = new RestartingCounter();
        return values.stream()
                .map(timed -> new TimedValue(timed.nanos(), counter.continued(timed.value())))
                .toList();
    }

    private static OptionalLong average(List<TimedValue> values) {
        return values.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(
                        values.stream().mapToLong(TimedValue::value).average().orElseThrow()));
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
