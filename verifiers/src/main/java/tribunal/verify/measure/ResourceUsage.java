package tribunal.verify.measure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.History;
import tribunal.history.PartitionedHistory;
import tribunal.history.Phase;

/**
 * The resources that a run used during its storm.
 *
 * @param cores average number of processors in use, by process
 * @param busy average share of the machine's processors in use, 0 to 1
 * @param processors number of processors of the machine
 * @param sessions average number of active database sessions, by activity
 * @param backlogGrowth growth of the backlog in deliveries per second: slope of the least-squares line
 * @param backlogMax the largest backlog seen
 */
public record ResourceUsage(
        SortedMap<String, Double> cores,
        double busy,
        int processors,
        SortedMap<String, Double> sessions,
        double backlogGrowth,
        long backlogMax) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Computes the usage from the samples of the storm; empty if there are fewer than two samples. */
    public static Optional<ResourceUsage> of(PartitionedHistory partitioned) {
        History history = partitioned.runEntries();
        long storm = start(history, Phase.STORM);
        long heal = start(history, Phase.HEAL);
        List<ResourcesSampled> samples = history.all(ResourcesSampled.class)
                .filter(s -> s.at() >= storm && s.at() < heal)
                .toList();
        return samples.size() < 2 ? Optional.empty() : Optional.of(of(samples));
    }

    private static long start(History history, Phase phase) {
        return history.all(PhaseStarted.class)
                .filter(p -> p.phase() == phase)
                .findFirst()
                .map(PhaseStarted::at)
                .orElse(Long.MAX_VALUE);
    }

    private static ResourceUsage of(List<ResourcesSampled> samples) {
        return new ResourceUsage(
                cores(samples),
                samples.stream().mapToDouble(ResourcesSampled::busy).average().orElse(0),
                samples.getLast().processors(),
                sessions(samples),
                slope(samples),
                samples.stream().mapToLong(ResourcesSampled::backlog).max().orElse(0));
    }

    /** A process that was down for a while was started again: its processor time then begins at zero. */
    private static SortedMap<String, Double> cores(List<ResourcesSampled> samples) {
        SortedMap<String, Double> cores = new TreeMap<>();
        long nanos = samples.getLast().at() - samples.getFirst().at();
        Set<String> processes = new TreeSet<>();
        samples.forEach(s -> processes.addAll(s.cpu().keySet()));
        for (String process : processes) {
            RestartingCounter counter = new RestartingCounter();
            List<Long> used = samples.stream()
                    .flatMap(s -> Optional.ofNullable(s.cpu().get(process)).stream())
                    .map(counter::continued)
                    .toList();
            cores.put(process, (double) (used.getLast() - used.getFirst()) / nanos);
        }
        return cores;
    }

    private static SortedMap<String, Double> sessions(List<ResourcesSampled> samples) {
        SortedMap<String, Double> sessions = new TreeMap<>();
        samples.forEach(s -> s.sessions()
                .forEach((what, count) -> sessions.merge(what, (double) count / samples.size(), Double::sum)));
        return sessions;
    }

    private static double slope(List<ResourcesSampled> samples) {
        double meanTime = samples.stream()
                .mapToDouble(s -> s.at() / NANOS_PER_SECOND)
                .average()
                .orElse(0);
        double covariance = 0;
        double variance = 0;
        for (ResourcesSampled s : samples) {
            double x = s.at() / NANOS_PER_SECOND - meanTime;
            covariance += x * s.backlog();
            variance += x * x;
        }
        return variance == 0 ? 0 : covariance / variance;
    }
}
