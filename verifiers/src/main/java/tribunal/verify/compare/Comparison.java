package tribunal.verify.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.Requirements.Level;
import tribunal.history.Requirements.RelativeBudget;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.verdict.VerdictStatus;

/**
 * The comparison of a candidate with a baseline.
 *
 * @param segments the segments that both sides have, in the order in which an order passes them
 * @param parts the parts of segments by function
 * @param relative the results of all relative budgets
 * @param absolute the results of all absolute budgets, on both sides
 * @param cautions warnings for readers of the figures: differing conditions, unusable runs
 * @param unusable why no latency can be compared at all; empty if some can
 */
public record Comparison(
        List<ComparedRun> base,
        List<ComparedRun> candidate,
        List<SegmentChange> segments,
        List<SegmentChange> parts,
        List<RelativeBudgetResult> relative,
        List<AbsoluteResult> absolute,
        List<String> cautions,
        Optional<String> unusable) {
    /** The budgets used if none are given: nothing that a person waits for may become more than 10% slower. */
    public static final List<RelativeBudget> DEFAULTS = Stream.of("place-order", "fan-out")
            .flatMap(segment -> Stream.of(
                    new RelativeBudget(segment, Level.WARN, "p(50) <= +10%", 50, 0.1),
                    new RelativeBudget(segment, Level.FAIL, "p(99) <= +10%", 99, 0.1)))
            .toList();

    private static final List<String> NOTICED = List.of("place-order", "fan-out", "completion", "end-to-end");

    /** The results of one absolute budget on both sides. */
    public record AbsoluteResult(BudgetResult base, BudgetResult candidate) {}

    public Comparison {
        base = List.copyOf(base);
        candidate = List.copyOf(candidate);
        segments = List.copyOf(segments);
        parts = List.copyOf(parts);
        relative = List.copyOf(relative);
        absolute = List.copyOf(absolute);
        cautions = List.copyOf(cautions);
    }

    /**
     * The exit code: 2 if the latencies or a budget of level fail cannot be judged, 3 if the candidate misses a budget
     * of level fail, else 0.
     */
    public int exit() {
        if (unusable.isPresent() || failLevelResults().anyMatch(ruling -> ruling == VerdictStatus.UNKNOWN)) {
            return 2;
        }
        return failLevelResults().anyMatch(ruling -> ruling == VerdictStatus.INVALID) ? 3 : 0;
    }

    private Stream<VerdictStatus> failLevelResults() {
        return Stream.concat(
                relative.stream().filter(r -> r.budget().level() == Level.FAIL).map(RelativeBudgetResult::status),
                absolute.stream()
                        .map(AbsoluteResult::candidate)
                        .filter(r -> r.budget().level() == Level.FAIL)
                        .map(BudgetResult::status));
    }

    /**
     * The segments that became slower: first the segments that people notice, and within each group the largest change
     * first.
     */
    public List<SegmentChange> slower() {
        return changed(
                Comparator.comparingDouble(
                        s -> -s.slower().map(PercentileChange::share).orElse(0.0)),
                SegmentChange::slower);
    }

    /** The segments that became faster, in the same order as {@link #slower}. */
    public List<SegmentChange> faster() {
        return changed(
                Comparator.comparingDouble(
                        s -> s.faster().map(PercentileChange::share).orElse(0.0)),
                SegmentChange::faster);
    }

    private interface ChangeSelector {
        Optional<PercentileChange> of(SegmentChange segment);
    }

    private List<SegmentChange> changed(Comparator<SegmentChange> bySize, ChangeSelector selector) {
        List<SegmentChange> changed = new ArrayList<>(
                segments.stream().filter(s -> selector.of(s).isPresent()).toList());
        changed.sort(Comparator.comparing((SegmentChange s) -> !NOTICED.contains(s.segment()))
                .thenComparing(bySize));
        return changed;
    }

    /**
     * The slower part that adds the most time per order, summed over the deliveries of an order; empty if none adds
     * time.
     */
    public Optional<SegmentChange> costliestPart() {
        return parts.stream()
                .filter(part -> part.slower().isPresent())
                .max(Comparator.comparingLong(part -> part.candidatePerOrder() - part.basePerOrder()))
                .filter(part -> part.candidatePerOrder() > part.basePerOrder());
    }
}
