package tribunal.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;
import tribunal.verify.Drift.Unit;
import tribunal.verify.Troubles.Window;

/**
 * What wore out in a storm of five minutes or more: latencies at their 99th percentile, resident memory on average,
 * processors in use, and by how much the disk filled each second. Growth counts for the disk, since the log of events is
 * kept and only its pace can be worn.
 */
final class Drifts {
    private static final long STORM_LEAST_NANOS = 300_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<String> SEGMENTS = List.of("place-order", "fan-out");

    private final Evidence evidence;
    private final Window first;
    private final Window last;

    private Drifts(Evidence evidence, long storm, long heal) {
        long third = (heal - storm) / 3;
        this.evidence = evidence;
        this.first = new Window("first third", storm, storm + third);
        this.last = new Window("last third", heal - third, heal);
    }

    /** Empty for a shorter storm, and for one whose end is not known. */
    static List<Drift> of(Evidence evidence) {
        Optional<Long> storm = evidence.course().started(Phase.STORM);
        Optional<Long> heal = evidence.course().started(Phase.HEAL);
        return storm.isPresent() && heal.isPresent() && heal.get() - storm.get() >= STORM_LEAST_NANOS
                ? new Drifts(evidence, storm.get(), heal.get()).all()
                : List.of();
    }

    private List<Drift> all() {
        List<Drift> all = new ArrayList<>(latencies());
        add(all, "subscriptions", Unit.COUNT, this::subscriptions);
        List<ResourcesSampled> samples =
                evidence.history().all(ResourcesSampled.class).toList();
        for (String process : keys(samples, ResourcesSampled::memory)) {
            add(all, name(process, samples) + " memory", Unit.BYTES, third -> mean(process, within(samples, third)));
        }
        for (String process : keys(samples, ResourcesSampled::cpu)) {
            add(
                    all,
                    name(process, samples) + " cpu",
                    Unit.CORES,
                    third -> growth(process, ResourcesSampled::cpu, within(samples, third), 1));
        }
        for (String folder : keys(samples, ResourcesSampled::disk)) {
            add(
                    all,
                    folder + " disk",
                    Unit.BYTES_PER_SECOND,
                    third -> growth(folder, ResourcesSampled::disk, within(samples, third), NANOS_PER_SECOND));
        }
        return all;
    }

    private void add(List<Drift> all, String what, Unit unit, Function<Window, OptionalDouble> figure) {
        OptionalDouble before = figure.apply(first);
        OptionalDouble after = figure.apply(last);
        if (before.isPresent() && after.isPresent()) {
            all.add(new Drift(what, unit, before.getAsDouble(), after.getAsDouble()));
        }
    }

    private List<Drift> latencies() {
        List<Latency> before = Segments.within(evidence, first);
        List<Latency> after = Segments.within(evidence, last);
        List<Drift> drifts = new ArrayList<>();
        SEGMENTS.forEach(segment ->
                add(drifts, segment + " p99", Unit.NANOS, third -> p99(segment, third.equals(first) ? before : after)));
        return drifts;
    }

    private static OptionalDouble p99(String segment, List<Latency> latencies) {
        return latencies.stream()
                .filter(l -> l.segment().equals(segment)
                        && l.unknown() == null
                        && l.nanos().getTotalCount() > 0)
                .mapToDouble(l -> l.nanos().getValueAtPercentile(99))
                .findFirst();
    }

    /** Open in the middle of that third. */
    private OptionalDouble subscriptions(Window third) {
        long middle = third.from() + (third.to() - third.from()) / 2;
        return OptionalDouble.of((double) evidence.subscriptions().stream()
                .filter(subscription -> subscription.liveAt(middle))
                .count());
    }

    private static Set<String> keys(
            Collection<ResourcesSampled> samples, Function<ResourcesSampled, SortedMap<String, Long>> figures) {
        Set<String> keys = new TreeSet<>();
        samples.forEach(sample -> keys.addAll(figures.apply(sample).keySet()));
        return keys;
    }

    /** A single node is the app. */
    private static String name(String process, List<ResourcesSampled> samples) {
        long nodes = keys(samples, ResourcesSampled::cpu).stream()
                .filter(key -> key.startsWith("node-"))
                .count();
        return nodes == 1 && process.startsWith("node-") ? "app" : process;
    }

    private static List<ResourcesSampled> within(List<ResourcesSampled> samples, Window third) {
        return samples.stream()
                .filter(sample -> third.overlaps(sample.at(), sample.at()))
                .toList();
    }

    private static OptionalDouble mean(String process, List<ResourcesSampled> samples) {
        return samples.stream()
                .filter(sample -> sample.memory().containsKey(process))
                .mapToLong(sample -> sample.memory().getOrDefault(process, 0L))
                .average();
    }

    /** By how much a figure grew in each so many nanoseconds. */
    private static OptionalDouble growth(
            String what,
            Function<ResourcesSampled, SortedMap<String, Long>> figures,
            List<ResourcesSampled> samples,
            double perNanos) {
        List<ResourcesSampled> known = samples.stream()
                .filter(sample -> figures.apply(sample).containsKey(what))
                .toList();
        if (known.size() < 2) {
            return OptionalDouble.empty();
        }
        long grown = figures.apply(known.getLast()).getOrDefault(what, 0L)
                - figures.apply(known.getFirst()).getOrDefault(what, 0L);
        return OptionalDouble.of(
                grown * perNanos / (known.getLast().at() - known.getFirst().at()));
    }
}
