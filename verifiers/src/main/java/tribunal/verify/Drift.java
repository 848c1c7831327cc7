package tribunal.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;
import tribunal.verify.Troubles.Window;

/**
 * How something changed over a long storm: what it was in the first third against what it was in the last. Told of storms
 * of five minutes and more; in shorter ones a compiler warming up would be taken for a leak mended.
 *
 * @param what {@code place-order p99}, {@code node-1 memory}, {@code disk per order} …
 * @param unit of the figures
 */
public record Drift(String what, Unit unit, long first, long last) {
    private static final long LEAST_NANOS = Duration.ofMinutes(5).toNanos();
    private static final double PERCENTILE = 99;

    /** What a figure counts. */
    public enum Unit {
        NANOS,
        BYTES
    }

    /** By how much the last third lies above the first, as a share of the first; negative if below. */
    public double change() {
        return first == 0 ? 0 : (double) (last - first) / first;
    }

    static List<Drift> of(Evidence evidence) {
        Optional<Long> storm = evidence.course().started(Phase.STORM);
        Optional<Long> heal = evidence.course().started(Phase.HEAL);
        if (storm.isEmpty() || heal.isEmpty() || heal.get() - storm.get() < LEAST_NANOS) {
            return List.of();
        }
        long third = (heal.get() - storm.get()) / 3;
        Window beginning = new Window("first third", storm.get(), storm.get() + third);
        Window end = new Window("last third", heal.get() - third, heal.get());
        List<Drift> drifts = new ArrayList<>(latencies(evidence, beginning, end));
        drifts.addAll(resources(evidence, beginning, end));
        return drifts;
    }

    private static List<Drift> latencies(Evidence evidence, Window beginning, Window end) {
        List<Latency> first = Segments.within(evidence, beginning);
        List<Latency> last = Segments.within(evidence, end);
        List<Drift> drifts = new ArrayList<>();
        for (int n = 0; n < first.size(); n++) {
            String segment = first.get(n).segment();
            if (segment.equals("place-order") || segment.equals("fan-out")) {
                drifts.add(new Drift(segment + " p99", Unit.NANOS, p99(first.get(n)), p99(last.get(n))));
            }
        }
        return drifts;
    }

    private static long p99(Latency latency) {
        return latency.nanos().getValueAtPercentile(PERCENTILE);
    }

    private static List<Drift> resources(Evidence evidence, Window beginning, Window end) {
        List<ResourcesSampled> first = samples(evidence, beginning);
        List<ResourcesSampled> last = samples(evidence, end);
        SortedSet<String> processes = new TreeSet<>();
        first.forEach(sample -> processes.addAll(sample.memory().keySet()));
        List<Drift> drifts = new ArrayList<>();
        for (String process : processes) {
            ToLongFunction<ResourcesSampled> memory = s -> s.memory().getOrDefault(process, 0L);
            drifts.add(new Drift(process + " memory", Unit.BYTES, average(first, memory), average(last, memory)));
        }
        if (first.size() > 1 && last.size() > 1 && last.getLast().disk() > 0) {
            drifts.add(new Drift("disk per second", Unit.BYTES, growth(first), growth(last)));
        }
        return drifts;
    }

    private static List<ResourcesSampled> samples(Evidence evidence, Window window) {
        return evidence.history()
                .all(ResourcesSampled.class)
                .filter(s -> window.overlaps(s.at(), s.at()))
                .toList();
    }

    private static long average(List<ResourcesSampled> samples, ToLongFunction<ResourcesSampled> figure) {
        return Math.round(samples.stream().mapToLong(figure).average().orElse(0));
    }

    private static long growth(List<ResourcesSampled> samples) {
        double seconds = (samples.getLast().at() - samples.getFirst().at()) / 1e9;
        return Math.round((samples.getLast().disk() - samples.getFirst().disk()) / seconds);
    }
}
