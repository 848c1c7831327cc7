package tribunal.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.Segment;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.EntityPathBreakdown;
import tribunal.verify.measure.GeneratorLag;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;

/** The texts that the reports of a run share. */
public final class RunText {
    private static final List<String> COUNTED = List.of("events", "deliveries");

    public static final List<String> LATENCY_HEADERS =
            List.of("Segment", "Count", "p50", "p90", "p99", "p99.9", "Max", "Remark");

    private RunText() {}

    /** Returns {@code 2,412 orders}, {@code 12,180 events}, {@code 36,905 deliveries}. */
    public static List<String> counts(Verdicts verdicts) {
        return Stream.concat(HistoryCounts.types(verdicts.counts()).stream(), COUNTED.stream())
                .filter(what -> verdicts.counts().containsKey(what))
                .map(what -> NumberText.count(verdicts.counts().getOrDefault(what, 0L), singular(what), what))
                .toList();
    }

    private static String singular(String plural) {
        return plural.endsWith("ies")
                ? plural.substring(0, plural.length() - 3) + "y"
                : plural.substring(0, plural.length() - 1);
    }

    /** Returns {@code 2,412 orders}: a number of entities with the word for them. */
    public static String entities(Verdicts verdicts, long number) {
        String what = HistoryCounts.entities(verdicts.counts());
        return NumberText.count(number, singular(what), what);
    }

    /** Returns the latencies of a segment; empty if it has none. */
    public static Optional<SegmentLatency> latency(Verdicts verdicts, Segment segment) {
        return verdicts.latencies().stream()
                .filter(latency -> latency.isOf(segment))
                .findFirst();
    }

    /** Returns a percentile of the latencies of a segment; {@code -} if it has none. */
    public static String percentile(Verdicts verdicts, Segment segment, double percentile) {
        return latency(verdicts, segment)
                .map(latency -> NumberText.millisText(latency.nanos(), percentile))
                .orElse("-");
    }

    /** Returns a row of a table for each segment; none for the recovery of a run without outages. */
    public static List<List<String>> latencyRows(Verdicts verdicts) {
        return verdicts.latencies().stream()
                .filter(latency -> !latency.segment().equals(Segment.RECOVERY.label())
                        || !verdicts.outages().isEmpty())
                .map(RunText::latencyRow)
                .toList();
    }

    private static List<String> latencyRow(SegmentLatency latency) {
        List<String> cells = new ArrayList<>(
                List.of(latency.segment(), NumberText.count(latency.nanos().getTotalCount())));
        Stream.of(50.0, 90.0, 99.0, 99.9, 100.0).forEach(p -> cells.add(NumberText.millisText(latency.nanos(), p)));
        cells.add(Objects.requireNonNullElse(latency.unknown(), ""));
        return cells;
    }

    /** Returns {@code lag p99 14 ms: the load generator fell behind its schedule}; empty if it kept to it. */
    public static Optional<String> lag(Verdicts verdicts) {
        return GeneratorLag.excessive(verdicts.latencies())
                .map(nanos -> "lag p99 %s: the load generator fell behind its schedule"
                        .formatted(NumberText.millisText(nanos, 99)));
    }

    /** Returns the finding of a verifier in one line. */
    public static String finding(Verdict verdict) {
        return switch (verdict.status()) {
            case VALID -> verdict.summary();
            case INVALID -> violation(verdict);
            case UNKNOWN -> Objects.requireNonNullElse(verdict.reason(), verdict.summary());
            case NOT_EXERCISED -> "not exercised" + unobserved(verdict.summary());
        };
    }

    /** The end of a summary that names what the history does not show; empty if it shows all. */
    private static String unobserved(String summary) {
        int from = summary.indexOf("; not observed");
        return from < 0 ? "" : summary.substring(from);
    }

    private static String violation(Verdict verdict) {
        if (verdict.violations().isEmpty()) {
            return verdict.summary();
        }
        String first = verdict.violations().getFirst().sentence();
        return verdict.total() == 1 ? first : NumberText.count(verdict.total()) + " violations, first: " + first;
    }

    /** Says what a verifier checked. */
    public static String checked(Verdict verdict) {
        String parts = verdict.checked().entrySet().stream()
                .map(c -> NumberText.count(c.getValue()) + " " + c.getKey())
                .collect(Collectors.joining(", "));
        String opportunities =
                NumberText.count(verdict.opportunities(), "opportunity", "opportunities") + " to break it";
        return "Checked: " + (parts.isEmpty() ? "" : parts + "; ") + opportunities + ".";
    }

    /** Says how many violations there are, and how many of them are given with proof. */
    public static String violationsShown(Verdict verdict) {
        String all = NumberText.count(verdict.total(), "violation", "violations");
        int shown = verdict.violations().size();
        return shown < verdict.total() ? all + ", the first " + shown + " with proof" : all + " with proof";
    }

    /** Says of which entities a breakdown shows the means. */
    public static String path(Verdicts verdicts) {
        EntityPathBreakdown path = verdicts.entityPath();
        return ("Means of the %s of %s that went %s. Pale: waiting for its turn or its due time,"
                        + " or in attempts without success.")
                .formatted(
                        NumberText.count(path.entities()),
                        entities(verdicts, path.finished()),
                        String.join(" → ", path.states()));
    }
}
