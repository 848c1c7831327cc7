package tribunal.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tribunal.report.text.NumberText;

/**
 * What many simulated seeds came to, for the terminal; its last line is all of it in one sentence.
 *
 * @param from the first seed
 */
public record SimulationReport(
        String scenario, long from, Optional<String> defect, Volume volume, List<Broken> broken, Reached reached) {
    /** With so many seeds, none of which fails, the failure rate is below three times its reciprocal, 19 times in 20. */
    private static final double RULE_OF_THREE = 3;

    private static final long HOUR = 3_600_000_000_000L;
    private static final String INDENT = "         ";

    /**
     * How much was simulated.
     *
     * @param nanos of virtual time
     * @param took nanoseconds of real time
     * @param repeated seeds that were run twice
     */
    public record Volume(long seeds, long orders, long entries, long nanos, long took, long repeated) {}

    /**
     * A guarantee that some seeds broke.
     *
     * @param seeds how many did
     * @param first the first that did
     */
    public record Broken(String guarantee, int seeds, long first, String sentence, Optional<Shrunk> shrunk) {}

    /**
     * The smallest story found.
     *
     * @param seed that it is a story of: of the first that broke the guarantee, or of one with a smaller story
     * @param line what replays it
     * @param size how many faults, orders and unusual times it has
     * @param runs how many runs it took to find
     * @param story a table
     * @param directory of its run
     */
    public record Shrunk(
            long seed,
            String line,
            int size,
            int runs,
            long took,
            boolean isMinimal,
            List<String> story,
            Path directory) {}

    /**
     * What the seeds together have reached.
     *
     * @param ways how many different orders of events there were
     * @param exercised in how many seeds each guarantee could have been broken
     * @param doubts why a guarantee is unknown in a seed
     * @param differing where the same seed gave different histories
     * @param never what the scenario asks for and never happened
     */
    public record Reached(
            SortedMap<String, Long> faults,
            SortedMap<String, Long> crashPoints,
            SortedMap<String, Long> situations,
            long ways,
            SortedMap<String, Long> exercised,
            List<String> doubts,
            List<String> differing,
            List<String> never) {}

    public boolean isBroken() {
        return !broken.isEmpty();
    }

    /** A run of the same seed that differs, an expected thing that never happened: then green means nothing. */
    public boolean isUnknown() {
        return !reached.doubts().isEmpty()
                || !reached.differing().isEmpty()
                || !reached.never().isEmpty();
    }

    /** The line that is seen meanwhile. */
    public static String live(Volume volume, long faults, Map<String, Integer> failures) {
        return "simulate  %s  %s seeds (%s/s)  %s orders  %s faults  %s virtual%s"
                .formatted(
                        NumberText.seconds(Duration.ofNanos(volume.took())),
                        NumberText.count(volume.seeds()),
                        NumberText.count(perSecond(volume.seeds(), volume.took())),
                        NumberText.count(volume.orders()),
                        NumberText.count(faults),
                        virtual(volume.nanos()),
                        failures.isEmpty() ? "" : "  INVALID " + failures);
    }

    /** All of it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s  seeds %d to %d  simulate  %s orders  %s entries  %s virtual, %s times real time, %s seeds/s"
                .formatted(
                        scenario,
                        from,
                        from + volume.seeds() - 1,
                        NumberText.count(volume.orders()),
                        NumberText.count(volume.entries()),
                        virtual(volume.nanos()),
                        NumberText.count(volume.nanos() / Math.max(1, volume.took())),
                        NumberText.count(perSecond(volume.seeds(), volume.took()))));
        defect.ifPresent(name -> lines.add("DEFECT   " + name + " is switched on"));
        lines.add("faults   " + counts(reached.faults()));
        lines.add("reached  %s different ways of an order, %d crash points, situations: %s"
                .formatted(
                        NumberText.count(reached.ways()), reached.crashPoints().size(), counts(situations())));
        if (!reached.never().isEmpty()) {
            lines.add("never    " + String.join(", ", reached.never()));
        }
        lines.add("same     " + determinism());
        guarantees().forEach(lines::add);
        reached.doubts().stream().limit(3).forEach(doubt -> lines.add("UNKNOWN  " + doubt));
        broken.forEach(one -> one.shrunk().ifPresent(shrunk -> lines.addAll(story(one, shrunk))));
        lines.add(conclusion());
        return lines.stream().map(NumberText::oneLine).toList();
    }

    private SortedMap<String, Long> situations() {
        SortedMap<String, Long> known = new TreeMap<>(reached.situations());
        known.keySet().removeIf(name -> name.startsWith("crash-point"));
        return known;
    }

    private String determinism() {
        return reached.differing().isEmpty()
                ? "%s run twice, and seed %d in two JVMs: the same to the last byte"
                        .formatted(NumberText.count(volume.repeated(), "seed", "seeds"), from)
                : "NOT: " + String.join("; ", reached.differing());
    }

    private List<String> guarantees() {
        List<String> lines = new ArrayList<>();
        broken.forEach(one -> lines.add("%-8s %-20s %s of %s seeds, first seed %d: %s"
                .formatted(
                        "INVALID",
                        one.guarantee(),
                        NumberText.count(one.seeds()),
                        NumberText.count(volume.seeds()),
                        one.first(),
                        one.sentence())));
        reached.exercised().entrySet().stream()
                .filter(e -> broken.stream().noneMatch(b -> b.guarantee().equals(e.getKey())))
                .forEach(e -> lines.add(
                        "%-8s %-20s 0 of %s seeds in which it could be broken: below %s at 95%%, under this generator"
                                .formatted("VALID", e.getKey(), NumberText.count(e.getValue()), bound(e.getValue()))));
        return lines;
    }

    private static String bound(long seeds) {
        return seeds <= RULE_OF_THREE ? "100%" : "%.2g%%".formatted(100 * RULE_OF_THREE / seeds);
    }

    private static List<String> story(Broken one, Shrunk shrunk) {
        List<String> lines = new ArrayList<>();
        lines.add("story    seed %d, %s: shrunk to %d in %s runs and %.1f s%s"
                .formatted(
                        shrunk.seed(),
                        one.guarantee(),
                        shrunk.size(),
                        NumberText.count(shrunk.runs()),
                        shrunk.took() / 1e9,
                        shrunk.isMinimal() ? "" : " (not minimal: the time was up)"));
        shrunk.story().forEach(line -> lines.add(INDENT + line));
        lines.add("replay   ./tribunal replay \"" + shrunk.line() + "\"");
        lines.add("report   file://"
                + shrunk.directory()
                        .toAbsolutePath()
                        .resolve(Reports.HTML)
                        .toUri()
                        .getRawPath());
        return lines;
    }

    private String conclusion() {
        if (isBroken()) {
            return "INVALID: "
                    + broken.stream()
                            .map(b -> b.guarantee() + " (" + NumberText.count(b.seeds(), "seed", "seeds") + ")")
                            .collect(Collectors.joining(", "));
        }
        if (!reached.differing().isEmpty()) {
            return "UNKNOWN: the same seed gives different histories";
        }
        if (!reached.never().isEmpty()) {
            return "UNKNOWN: never happened: " + String.join(", ", reached.never());
        }
        return reached.doubts().isEmpty()
                ? "VALID: " + NumberText.count(volume.seeds()) + " seeds; the SQL itself is not in them"
                : "UNKNOWN: " + reached.doubts().getFirst();
    }

    private static String counts(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() > 0)
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
