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
 * The first and the last third of a storm of five minutes or more; in shorter ones a compiler warming up would be taken for
 * a leak mended. Compared are latencies by their 99th percentile, resident memory on average, processors in use, and by how
 * much the disk fills each second: what is kept on it (events, history) grows with the run, and only its pace can be worn.
 */
public final class DriftDetector {
    private static final long LEAST_NANOS = Duration.ofMinutes(5).toNanos();
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

    /** Empty for a shorter storm, and for one whose end nobody tells. */
    public static Optional<DriftDetector> of(RunEvidence run) {
        Optional<Long> storm = run.course().started(Phase.STORM);
        Optional<Long> heal = run.course().started(Phase.HEAL);
        if (storm.isEmpty() || heal.isEmpty() || heal.get() - storm.get() < LEAST_NANOS) {
            return Optional.empty();
        }
        long third = (heal.get() - storm.get()) / 3;
        return Optional.of(new DriftDetector(
                run,
                new Window("first third", storm.get(), storm.get() + third),
                new Window("last third", heal.get() - third, heal.get())));
    }

    /** The latencies of both. */
    public Stream<LatencyRecorder> latencies() {
        return Stream.of(first, last);
    }

    public List<Drift> drifts() {
        List<Drift> drifts = new ArrayList<>();
        SEGMENTS.forEach(segment -> add(
                drifts,
                new Figure(segment + " p99", Unit.NANOS),
                third -> p99(segment, (third.equals(beginning) ? first : last).told())));
        add(drifts, new Figure("subscriptions", Unit.COUNT), this::subscriptions);
        resources(drifts);
        return drifts;
    }

    private record Figure(String what, Unit unit) {}

    /** A figure that either third does not know is left out. */
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

    /** Open in the middle of that third. */
    private OptionalLong subscriptions(Window third) {
        long middle = third.from() + (third.to() - third.from()) / 2;
        return OptionalLong.of(run.subscriptions().stream()
                .filter(subscription -> subscription.liveAt(middle))
                .count());
    }

    private void resources(List<Drift> drifts) {
        List<ResourcesSampled> samples = run.all(ResourcesSampled.class);
        names(samples, ResourcesSampled::memory)
                .forEach((process, name) -> add(
                        drifts,
                        new Figure(name + " memory", Unit.BYTES),
                        third -> average(known(samples, third, ResourcesSampled::memory, process))));
        names(samples, ResourcesSampled::cpu)
                .forEach((process, name) -> add(
                        drifts,
                        new Figure(name + " cpu", Unit.MILLICORES),
                        third -> pace(known(samples, third, ResourcesSampled::cpu, process), MILLICORES)));
        add(
                drifts,
                new Figure("disk per second", Unit.BYTES),
                third -> pace(values(samples, third, ResourcesSampled::disk), NANOS_PER_SECOND));
    }

    /** As people call each process: a single node is the app. */
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

    /** A value, and when it was. */
    private record At(long nanos, long value) {}

    private static List<At> known(
            List<ResourcesSampled> samples,
            Window third,
            Function<ResourcesSampled, SortedMap<String, Long>> figures,
            String key) {
        return values(samples, third, sample -> figures.apply(sample).getOrDefault(key, 0L));
    }

    /** Nothing of what is 0: who does not tell says so. */
    private static List<At> values(
            List<ResourcesSampled> samples, Window third, ToLongFunction<ResourcesSampled> figure) {
        return samples.stream()
                .filter(sample -> third.overlaps(sample.at(), sample.at()))
                .map(sample -> new At(sample.at(), figure.applyAsLong(sample)))
                .filter(at -> at.value() > 0)
                .toList();
    }

    private static OptionalLong average(List<At> values) {
        OptionalDouble average = values.stream().mapToLong(At::value).average();
        return average.isPresent() ? OptionalLong.of(Math.round(average.getAsDouble())) : OptionalLong.empty();
    }

    /** By how much it grew in so many nanoseconds. */
    private static OptionalLong pace(List<At> values, long perNanos) {
        if (values.size() < 2) {
            return OptionalLong.empty();
        }
        At first = values.getFirst();
        At last = values.getLast();
        return OptionalLong.of(
                Math.round((double) (last.value() - first.value()) * perNanos / (last.nanos() - first.nanos())));
    }
}
