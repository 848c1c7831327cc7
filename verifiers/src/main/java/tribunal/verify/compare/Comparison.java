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
 * A baseline and a candidate side by side.
 *
 * @param segments in the order of an order's way, those that both sides have
 * @param parts the same by function
 * @param relative every relative budget
 * @param absolute every absolute budget, of both sides
 * @param cautions what must be known to read the figures: how conditions differ, runs that are no good
 * @param useless why no latency can be compared at all; empty if some can
 */
public record Comparison(
        List<ComparedRun> base,
        List<ComparedRun> candidate,
        List<SegmentChange> segments,
        List<SegmentChange> parts,
        List<RelativeBudgetResult> relative,
        List<AbsoluteResult> absolute,
        List<String> cautions,
        Optional<String> useless) {
    /** What nobody has said otherwise of: nothing that a person waits for may get a tenth slower. */
    public static final List<RelativeBudget> DEFAULTS = Stream.of("place-order", "fan-out")
            .flatMap(segment -> Stream.of(
                    new RelativeBudget(segment, Level.WARN, "p(50) <= +10%", 50, 0.1),
                    new RelativeBudget(segment, Level.FAIL, "p(99) <= +10%", 99, 0.1)))
            .toList();

    private static final List<String> FELT = List.of("place-order", "fan-out", "completion", "end-to-end");

    /** An absolute budget in both sides. */
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

    /** 2 if latencies or a failing budget cannot be told, 3 if the candidate misses one of level fail, else 0. */
    public int exit() {
        if (useless.isPresent() || fails().anyMatch(ruling -> ruling == VerdictStatus.UNKNOWN)) {
            return 2;
        }
        return fails().anyMatch(ruling -> ruling == VerdictStatus.INVALID) ? 3 : 0;
    }

    private Stream<VerdictStatus> fails() {
        return Stream.concat(
                relative.stream().filter(r -> r.budget().level() == Level.FAIL).map(RelativeBudgetResult::ruling),
                absolute.stream()
                        .map(AbsoluteResult::candidate)
                        .filter(r -> r.budget().level() == Level.FAIL)
                        .map(BudgetResult::ruling));
    }

    /** Those that got slower, what people feel first, the most so first. */
    public List<SegmentChange> slower() {
        return changed(
                Comparator.comparingDouble(
                        s -> -s.slower().map(PercentileChange::share).orElse(0.0)),
                SegmentChange::slower);
    }

    /** Those that got faster, likewise. */
    public List<SegmentChange> faster() {
        return changed(
                Comparator.comparingDouble(
                        s -> s.faster().map(PercentileChange::share).orElse(0.0)),
                SegmentChange::faster);
    }

    private interface Which {
        Optional<PercentileChange> of(SegmentChange segment);
    }

    private List<SegmentChange> changed(Comparator<SegmentChange> most, Which which) {
        List<SegmentChange> changed = new ArrayList<>(
                segments.stream().filter(s -> which.of(s).isPresent()).toList());
        changed.sort(Comparator.comparing((SegmentChange s) -> !FELT.contains(s.segment()))
                .thenComparing(most));
        return changed;
    }

    /** Where the most time was added to an order's: the part that got slower, by its sum over an order's deliveries. */
    public Optional<SegmentChange> spent() {
        return parts.stream()
                .filter(part -> part.slower().isPresent())
                .max(Comparator.comparingLong(part -> part.candidatePerOrder() - part.basePerOrder()))
                .filter(part -> part.candidatePerOrder() > part.basePerOrder());
    }
}
