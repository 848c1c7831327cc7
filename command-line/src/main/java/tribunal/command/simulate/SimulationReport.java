package tribunal.command.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tribunal.command.simulate.BatchResult.Finding;
import tribunal.command.simulate.DecisionReplay.ReplayedRun;
import tribunal.command.simulate.SimulationWorker.ShrinkResult;
import tribunal.report.Reports;
import tribunal.report.text.NumberText;
import tribunal.scenario.Scenario;

/**
 * The result of many simulated seeds, for the terminal. The last line sums it up in one sentence.
 *
 * @param from the first seed
 * @param interleavings the number of different interleavings of events
 * @param realNanos nanoseconds of real time
 */
record SimulationReport(
        Scenario scenario,
        long from,
        Optional<String> defect,
        BatchResult result,
        long interleavings,
        long realNanos,
        List<BrokenGuarantee> broken) {
    /** If none of n seeds fails, the failure rate is below 3/n, 19 times in 20. */
    private static final double RULE_OF_THREE = 3;

    private static final long HOUR = 3_600_000_000_000L;
    private static final String INDENT = "         ";

    /** A guarantee that some seeds broke, with the first violation of each of them, in the order of seeds. */
    record BrokenGuarantee(List<Finding> findings, Optional<ShrunkViolation> shrunk) {
        String guarantee() {
            return findings.getFirst().guarantee();
        }
    }

    /** The smallest story that shrinking found, the seed that it is of, and how long that took, in nanoseconds. */
    record ShrunkFinding(long seed, ShrinkResult shrinking, long tookNanos) {}

    record ShrunkViolation(ShrunkFinding smallest, ReplayedRun replayed) {}

    /**
     * Returns the exit code: 1 if a guarantee is broken; 2 if the absence of violations proves nothing, since a verdict
     * is unknown, a repeated seed differs, or an expected fault never happened; else 0.
     */
    int exitCode() {
        if (!broken.isEmpty()) {
            return 1;
        }
        boolean isUnknown = !doubts().isEmpty()
                || !result.differing().isEmpty()
                || !neverHappened().isEmpty();
        return isUnknown ? 2 : 0;
    }

    private List<String> doubts() {
        return result.findings().stream()
                .filter(finding -> !finding.proven())
                .map(Finding::text)
                .toList();
    }

    private List<String> neverHappened() {
        return result.never(scenario);
    }

    /** Returns the line that shows the progress of a simulation. */
    static String progressLine(BatchResult result, long realNanos) {
        Map<String, Long> failures = result.findings().stream()
                .filter(Finding::proven)
                .collect(Collectors.groupingBy(Finding::guarantee, TreeMap::new, Collectors.counting()));
        long faults = result.faults().values().stream().mapToLong(n -> n).sum();
        return "simulate  %s  %s seeds (%s/s)  %s orders  %s faults  %s virtual%s"
                .formatted(
                        NumberText.seconds(Duration.ofNanos(realNanos)),
                        NumberText.count(result.seeds()),
                        NumberText.count(perSecond(result.seeds(), realNanos)),
                        NumberText.count(result.orders()),
                        NumberText.count(faults),
                        virtual(result.nanos()),
                        failures.isEmpty() ? "" : "  INVALID " + failures);
    }

    /** Returns the whole report. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s  seeds %d to %d  simulate  %s orders  %s entries  %s virtual, %s times real time, %s seeds/s"
                .formatted(
                        scenario.name(),
                        from,
                        from + result.seeds() - 1,
                        NumberText.count(result.orders()),
                        NumberText.count(result.entries()),
                        virtual(result.nanos()),
                        NumberText.count(result.nanos() / Math.max(1, realNanos)),
                        NumberText.count(perSecond(result.seeds(), realNanos))));
        defect.ifPresent(name -> lines.add("DEFECT   " + name + " is switched on"));
        lines.add("faults   " + counts(result.faults()));
        lines.add("reached  %s different ways of an order, %d crash points, situations: %s"
                .formatted(NumberText.count(interleavings), result.crashPoints().size(), counts(result.situations())));
        if (!neverHappened().isEmpty()) {
            lines.add("never    " + String.join(", ", neverHappened()));
        }
        lines.add("same     " + determinism());
        guarantees().forEach(lines::add);
        doubts().stream().limit(3).forEach(doubt -> lines.add("UNKNOWN  " + doubt));
        broken.forEach(b -> b.shrunk().ifPresent(shrunk -> lines.addAll(story(b.guarantee(), shrunk))));
        lines.add(conclusion());
        return lines.stream().map(NumberText::oneLine).toList();
    }

    private String determinism() {
        return result.differing().isEmpty()
                ? "%s run twice, and seed %d in two JVMs: the same to the last byte"
                        .formatted(NumberText.count(result.repeated(), "seed", "seeds"), from)
                : "NOT: " + String.join("; ", result.differing());
    }

    private List<String> guarantees() {
        List<String> lines = new ArrayList<>();
        broken.forEach(b -> lines.add("%-8s %-20s %s of %s seeds, first seed %d: %s"
                .formatted(
                        "INVALID",
                        b.guarantee(),
                        NumberText.count(b.findings().size()),
                        NumberText.count(result.seeds()),
                        b.findings().getFirst().seed(),
                        b.findings().getFirst().sentence())));
        result.exercised().entrySet().stream()
                .filter(e -> broken.stream().noneMatch(b -> b.guarantee().equals(e.getKey())))
                .forEach(e -> lines.add(
                        "%-8s %-20s 0 of %s seeds in which it could be broken: below %s at 95%%, under this generator"
                                .formatted("VALID", e.getKey(), NumberText.count(e.getValue()), bound(e.getValue()))));
        return lines;
    }

    private static String bound(long seeds) {
        return seeds <= RULE_OF_THREE ? "100%" : "%.2g%%".formatted(100 * RULE_OF_THREE / seeds);
    }

    private static List<String> story(String guarantee, ShrunkViolation shrunk) {
        ShrinkResult shrinking = shrunk.smallest().shrinking();
        List<String> lines = new ArrayList<>();
        lines.add("story    seed %d, %s: shrunk to %d orders, faults and unusual delays in %s runs and %.1f s%s"
                .formatted(
                        shrunk.smallest().seed(),
                        guarantee,
                        shrinking.size(),
                        NumberText.count(shrinking.runs()),
                        shrunk.smallest().tookNanos() / 1e9,
                        shrinking.isMinimal() ? "" : " (not minimal: the time was up)"));
        shrunk.replayed().story(guarantee).forEach(line -> lines.add(INDENT + line));
        lines.add("replay   ./tribunal replay \"" + shrinking.line() + "\"");
        lines.add("report   " + Reports.uri(shrunk.replayed().directory()));
        return lines;
    }

    private String conclusion() {
        if (!broken.isEmpty()) {
            return "INVALID: "
                    + broken.stream()
                            .map(b -> b.guarantee() + " ("
                                    + NumberText.count(b.findings().size(), "seed", "seeds") + ")")
                            .collect(Collectors.joining(", "));
        }
        if (!result.differing().isEmpty()) {
            return "UNKNOWN: the same seed gives different histories";
        }
        if (!neverHappened().isEmpty()) {
            return "UNKNOWN: never happened: " + String.join(", ", neverHappened());
        }
        return doubts().isEmpty()
                ? "VALID: " + NumberText.count(result.seeds()) + " seeds; simulation does not run the SQL itself"
                : "UNKNOWN: " + doubts().getFirst();
    }

    /** Returns what happened, without crash points, which are reported as a number. */
    private static String counts(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() > 0 && !e.getKey().startsWith("crash-point"))
                .map(e -> NumberText.count(e.getValue()) + " " + e.getKey())
                .collect(Collectors.joining("  "));
    }

    private static long perSecond(long count, long nanos) {
        return Math.round(count * 1e9 / Math.max(1, nanos));
    }

    private static String virtual(long nanos) {
        return NumberText.count(nanos / HOUR) + " h " + nanos % HOUR * 60 / HOUR + " min";
    }
}
