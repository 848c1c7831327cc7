package tribunal.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.Segment;
import tribunal.report.text.NumberText;
import tribunal.report.text.RunText;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** A key figure of a run: {@code Guarantees}, {@code 8 of 9}, {@code kept}. Its colour, a style class, may be empty. */
public record KeyFigure(String what, String figure, String more, String colour) {

    /** Returns guarantees, budgets, entities, faults and the main latencies. */
    static List<KeyFigure> of(Verdicts verdicts) {
        List<KeyFigure> figures = new ArrayList<>();
        List<VerdictStatus> judged = verdicts.guarantees().stream()
                .map(Verdict::status)
                .filter(status -> status != VerdictStatus.NOT_EXERCISED)
                .toList();
        figures.add(share("Guarantees", judged, "kept"));
        if (!verdicts.budgets().isEmpty()) {
            List<VerdictStatus> budgets =
                    verdicts.budgets().stream().map(BudgetResult::status).toList();
            figures.add(share("Budgets", budgets, "met"));
        }
        for (String what : HistoryCounts.types(verdicts.counts())) {
            String count = NumberText.count(verdicts.counts().getOrDefault(what, 0L));
            figures.add(new KeyFigure(NumberText.capitalised(what), count, "committed", ""));
        }
        figures.add(faults(verdicts));
        Stream.of(Segment.PLACE_ORDER, Segment.FAN_OUT, Segment.RECOVERY)
                .flatMap(segment -> latency(verdicts, segment).stream())
                .forEach(figures::add);
        RunText.lag(verdicts).flatMap(_ -> latency(verdicts, Segment.LAG)).ifPresent(figures::add);
        return figures;
    }

    private static KeyFigure share(String what, List<VerdictStatus> all, String more) {
        long valid = all.stream().filter(s -> s == VerdictStatus.VALID).count();
        String colour = all.contains(VerdictStatus.INVALID) ? "invalid" : valid < all.size() ? "unknown" : "valid";
        return new KeyFigure(what, valid + " of " + all.size(), more, colour);
    }

    private static KeyFigure faults(Verdicts verdicts) {
        long faults = verdicts.faults().values().stream().mapToLong(n -> n).sum();
        long kinds = verdicts.faults().values().stream().filter(n -> n > 0).count();
        return new KeyFigure(
                "Faults",
                NumberText.count(faults),
                kinds == 0 ? "met" : "met, " + NumberText.count(kinds, "kind", "kinds"),
                "");
    }

    private static Optional<KeyFigure> latency(Verdicts verdicts, Segment segment) {
        return RunText.latency(verdicts, segment).map(KeyFigure::p99);
    }

    private static KeyFigure p99(SegmentLatency latency) {
        boolean unknown = latency.unknown() != null || latency.isOf(Segment.LAG);
        return new KeyFigure(
                latency.segment() + " p99",
                NumberText.millisText(latency.nanos(), 99),
                "p50 " + NumberText.millisText(latency.nanos(), 50),
                unknown ? "unknown" : "");
    }
}
