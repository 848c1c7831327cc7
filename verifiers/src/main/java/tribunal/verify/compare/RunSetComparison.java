package tribunal.verify.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import tribunal.history.Demands;
import tribunal.history.Demands.RelativeBudget;
import tribunal.history.Segment;
import tribunal.verify.compare.Comparison.AbsoluteResult;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.measure.SegmentRecorder;
import tribunal.verify.verdict.FindingText;

/** Compares a baseline with a candidate, each of one or more runs. Unusable runs are left out, with a warning. */
public final class RunSetComparison {
    /** Segments that begin at the intended time of a send, and so include the load generator's lag. */
    private static final List<String> FROM_INTENDED =
            Segment.labels(Segment.COMPLETION, Segment.END_TO_END, Segment.PLACE_ORDER);

    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0);

    /** Largest number of differences of one group that are listed; if there are more, only their number is given. */
    private static final int DIFFERENCES_MAX = 4;

    private final List<ComparedRun> base;
    private final List<ComparedRun> candidate;
    private final List<RelativeBudget> budgets;
    private final Optional<String> useless;

    private RunSetComparison(List<ComparedRun> base, List<ComparedRun> candidate, List<RelativeBudget> budgets) {
        this.base = usable(base);
        this.candidate = usable(candidate);
        this.budgets = budgets;
        this.useless = useless("baseline", base).or(() -> useless("candidate", candidate));
    }

    /**
     * Compares two sides.
     *
     * @param demands the budgets; {@link Comparison#DEFAULTS} are used if it has no relative ones
     */
    public static Comparison of(List<ComparedRun> base, List<ComparedRun> candidate, Demands demands) {
        List<RelativeBudget> budgets =
                demands.relativeBudgets().isEmpty() ? Comparison.DEFAULTS : demands.relativeBudgets();
        RunSetComparison comparison = new RunSetComparison(base, candidate, budgets);
        List<SegmentChange> segments = comparison.changes(Segment.BUDGETED);
        return new Comparison(
                base,
                candidate,
                segments,
                comparison.changes(comparison.partNames()),
                budgets.stream().map(budget -> result(budget, segments)).toList(),
                demands.budgets().stream()
                        .map(budget -> new AbsoluteResult(
                                ComparedRun.judge(budget, comparison.base),
                                ComparedRun.judge(budget, comparison.candidate)))
                        .toList(),
                comparison.cautions(base, candidate),
                comparison.useless);
    }

    /** The usable runs; all runs if none is usable: their figures are shown but not judged. */
    private static List<ComparedRun> usable(List<ComparedRun> runs) {
        List<ComparedRun> usable =
                runs.stream().filter(run -> run.unusable().isEmpty()).toList();
        return usable.isEmpty() ? runs : usable;
    }

    private static Optional<String> useless(String side, List<ComparedRun> runs) {
        return runs.stream().allMatch(run -> run.unusable().isPresent())
                ? runs.getFirst().unusable().map(why -> "the " + side + " " + why)
                : Optional.empty();
    }

    private static RelativeBudgetResult result(RelativeBudget budget, List<SegmentChange> segments) {
        return new RelativeBudgetResult(
                budget,
                segments.stream()
                        .filter(segment -> segment.segment().equals(budget.segment()))
                        .findFirst()
                        .flatMap(segment -> segment.change(budget.percentile())));
    }

    private List<SegmentChange> changes(Collection<String> names) {
        return names.stream().map(this::change).flatMap(Optional::stream).toList();
    }

    private Collection<String> partNames() {
        return runs().flatMap(run -> run.latencies().stream())
                .flatMap(latency -> latency.parts().stream())
                .map(SegmentLatency::segment)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<ComparedRun> runs() {
        return Stream.concat(base.stream(), candidate.stream());
    }

    private Optional<SegmentChange> change(String name) {
        List<SegmentLatency> before = latencies(base, name);
        List<SegmentLatency> after = latencies(candidate, name);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        List<PercentileChange> changes = PercentileChange.of(before, after, percentiles(name)).stream()
                .map(change -> unknown(name, change).map(change::unknown).orElse(change))
                .toList();
        return Optional.of(new SegmentChange(
                name,
                SegmentRecorder.merged(before),
                SegmentRecorder.merged(after),
                creations(base),
                creations(candidate),
                changes));
    }

    private double[] percentiles(String segment) {
        return Stream.concat(
                        PERCENTILES.stream(),
                        budgets.stream()
                                .filter(budget -> budget.segment().equals(segment))
                                .map(RelativeBudget::percentile))
                .flatMapToDouble(DoubleStream::of)
                .distinct()
                .sorted()
                .toArray();
    }

    private static List<SegmentLatency> latencies(List<ComparedRun> runs, String name) {
        return runs.stream()
                .flatMap(run -> run.latency(segment(name)).stream())
                .flatMap(latency -> Stream.concat(Stream.of(latency), latency.parts().stream()))
                .filter(latency -> latency.segment().equals(name))
                .toList();
    }

    /** The segment of a part, or the segment itself: {@code handle} for {@code handle/ChargePayment}. */
    private static String segment(String name) {
        return name.replaceFirst("/.*", "");
    }

    private static long creations(List<ComparedRun> runs) {
        return Math.max(
                1,
                latencies(runs, Segment.PLACE_ORDER.label()).stream()
                        .mapToLong(latency -> latency.nanos().getTotalCount())
                        .sum());
    }

    private Optional<String> unknown(String name, PercentileChange change) {
        boolean isWithinLag =
                FROM_INTENDED.contains(name) && Math.abs(change.candidateNanos() - change.baseNanos()) <= largestLag();
        return useless.or(
                        () -> isWithinLag ? Optional.of("the load generator fell behind by as much") : Optional.empty())
                .or(() -> runs().flatMap(run -> run.latency(segment(name)).stream())
                        .flatMap(latency -> Optional.ofNullable(latency.unknown()).stream())
                        .findFirst());
    }

    /** The largest lag in nanoseconds, which is the most that lag can slow an operation; -1 if no generator was late. */
    private long largestLag() {
        return runs().flatMap(run -> run.lag().stream())
                .mapToLong(Histogram::getMaxValue)
                .max()
                .orElse(-1);
    }

    private List<String> cautions(List<ComparedRun> allBase, List<ComparedRun> allCandidate) {
        List<String> cautions = new ArrayList<>();
        Stream.concat(allBase.stream(), allCandidate.stream())
                .forEach(run -> run.unusable()
                        .ifPresent(why -> cautions.add(run.name() + " " + why + ": its latencies are not compared")));
        runs().forEach(run -> run.lag()
                .ifPresent(lag -> cautions.add("the load generator of " + run.name() + " fell behind (lag p99 "
                        + FindingText.millis(lag.getValueAtPercentile(99)) + ", at most "
                        + FindingText.millis(lag.getMaxValue()) + "): a smaller change of "
                        + String.join(", ", FROM_INTENDED) + " cannot be measured")));
        cautions.addAll(differences());
        return cautions.stream().distinct().toList();
    }

    /** Describes the conditions that are not equal in all runs. */
    private List<String> differences() {
        SortedMap<String, SortedSet<String>> before = conditions(base);
        SortedMap<String, SortedSet<String>> after = conditions(candidate);
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        Map<String, List<String>> byGroup = names.stream()
                .filter(name -> before.get(name) == null
                        || !before.get(name).equals(after.get(name))
                        || before.get(name).size() > 1)
                .collect(Collectors.groupingBy(
                        name -> name.replaceFirst("[.\\[].*", ""), TreeMap::new, Collectors.toList()));
        return byGroup.entrySet().stream()
                .flatMap(group -> group.getValue().size() > DIFFERENCES_MAX
                        ? Stream.of("different " + group.getKey() + ", in "
                                + group.getValue().size() + " ways")
                        : group.getValue().stream()
                                .map(name -> "different " + name + ": " + values(before, name) + " → "
                                        + values(after, name)))
                .toList();
    }

    private static SortedMap<String, SortedSet<String>> conditions(List<ComparedRun> runs) {
        SortedMap<String, SortedSet<String>> conditions = new TreeMap<>();
        runs.forEach(run -> run.conditions()
                .forEach((name, value) ->
                        conditions.computeIfAbsent(name, _ -> new TreeSet<>()).add(value)));
        return conditions;
    }

    private static String values(Map<String, SortedSet<String>> conditions, String name) {
        return String.join(", ", conditions.getOrDefault(name, new TreeSet<>(Set.of("none"))));
    }
}
