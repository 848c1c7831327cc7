package tribunal.verify.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tribunal.history.Demands.Level;
import tribunal.history.Demands.RelativeBudget;
import tribunal.history.Segment;
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
    public static final List<RelativeBudget> DEFAULTS = Segment.labels(Segment.PLACE_ORDER, Segment.FAN_OUT).stream()
            .flatMap(segment -> Stream.of(
                    new RelativeBudget(segment, Level.WARN, "p(50) <= +10%", 50, 0.1),
                    new RelativeBudget(segment, Level.FAIL, "p(99) <= +10%", 99, 0.1)))
            .toList();

    private static final List<String> NOTICED =
            Segment.labels(Segment.PLACE_ORDER, Segment.FAN_OUT, Segment.COMPLETION, Segment.END_TO_END);

    /** The results of one absolute budget on both sides. */
    public record AbsoluteResult(BudgetResult base, BudgetResult candidate) {}

    /**
     * The exit code: 2 if the latencies or a budget of level fail cannot be judged, 3 if the candidate misses a budget
     * of level fail, else 0.
     */
    public int exitCode() {
        if (unusable.isPresent() || failLevelResults().anyMatch(VerdictStatus.UNKNOWN::equals)) {
            return 2;
        }
        return failLevelResults().anyMatch(VerdictStatus.INVALID::equals) ? 3 : 0;
    }

    private Stream<VerdictStatus> failLevelResults() {
        return Stream.concat(
                relative.stream().filter(r -> r.budget().level() == Level.FAIL).map(RelativeBudgetResult::status),
                absolute.stream()
                        .map(AbsoluteResult::candidate)
                        .filter(r -> r.budget().level() == Level.FAIL)
                        .map(BudgetResult::status));
    }

    /** The segments that became slower. Those that people notice come first, then by size of the change. */
    public List<SegmentChange> slower() {
        return changed(SegmentChange::slower);
    }

    /** The segments that became faster, in the same order as {@link #slower}. */
    public List<SegmentChange> faster() {
        return changed(SegmentChange::faster);
    }

    private List<SegmentChange> changed(Function<SegmentChange, Optional<PercentileChange>> direction) {
        return segments.stream()
                .filter(s -> direction.apply(s).isPresent())
                .sorted(Comparator.comparing((SegmentChange s) -> !NOTICED.contains(s.segment()))
                        .thenComparingDouble(
                                s -> -Math.abs(direction.apply(s).orElseThrow().share())))
                .toList();
    }

    /** The slower part that adds the most time per entity, over all its deliveries; empty if none adds time. */
    public Optional<SegmentChange> costliestPart() {
        return parts.stream()
                .filter(part -> part.slower().isPresent())
                .max(Comparator.comparingLong(part -> part.candidatePerEntity() - part.basePerEntity()))
                .filter(part -> part.candidatePerEntity() > part.basePerEntity());
    }
}
