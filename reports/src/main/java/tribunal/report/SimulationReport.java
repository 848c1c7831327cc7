package tribunal.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import tribunal.report.text.NumberText;

/**
 * The result of many simulated seeds, for the terminal. The last line sums it up in one sentence.
 *
 * @param from the first seed
 */
public record SimulationReport(
        String scenario,
        long from,
        Optional<String> defect,
        Volume volume,
        List<BrokenGuarantee> broken,
        Reached reached) {
    /** If none of n seeds fails, the failure rate is below 3/n, 19 times in 20. */
    private static final double RULE_OF_THREE = 3;

    private static final long HOUR = 3_600_000_000_000L;
    private static final String INDENT = "         ";

    /**
     * The amount of work that was simulated.
     *
     * @param virtualNanos nanoseconds of virtual time
     * @param realNanos nanoseconds of real time
     * @param repeated the number of seeds that were run twice
     */
    public record Volume(long seeds, long orders, long entries, long virtualNanos, long realNanos, long repeated) {}

    /**
     * A guarantee that some seeds broke.
     *
     * @param seeds the number of these seeds
     * @param firstSeed the first of them
     * @param sentence the first violation of the first seed
     */
    public record BrokenGuarantee(
            String guarantee, int seeds, long firstSeed, String sentence, Optional<ShrunkStory> shrunk) {}

    /**
     * The smallest story that shrinking found.
     *
     * @param seed the seed of the story: the first that broke the guarantee, or another with a smaller story
     * @param replayLine the line that replays the story
     * @param size the number of faults, orders and unusual times in it
     * @param runs the number of runs that shrinking took
     * @param tookNanos the time that shrinking took, in nanoseconds
     * @param isMinimal whether shrinking ended before its time was up
     * @param story the story as the lines of a table
     * @param directory the directory of the story's run
     */
    public record ShrunkStory(
            long seed,
            String replayLine,
            int size,
            int runs,
            long tookNanos,
            boolean isMinimal,
            List<String> story,
            Path directory) {}

    /**
     * The coverage of all seeds together.
     *
     * @param eventOrders the number of different orders of events
     * @param exercised for each guarantee, the number of seeds in which it could have been broken
     * @param doubts the reasons why a guarantee is unknown in a seed
     * @param differing the seeds that gave different histories when they were repeated
     * @param never the faults and situations that the scenario expects and that never happened
     */
    public record Reached(
            SortedMap<String, Long> faults,
            SortedMap<String, Long> crashPoints,
            SortedMap<String, Long> situations,
            long eventOrders,
            SortedMap<String, Long> exercised,
            List<String> doubts,
            List<String> differing,
            List<String> never) {}

    public boolean isBroken() {
        return !broken.isEmpty();
    }

    /**
     * Whether the absence of violations proves nothing: a repeated seed differs, or an expected fault never happened.
     */
    public boolean isUnknown() {
        return !reached.doubts().isEmpty()
                || !reached.differing().isEmpty()
                || !reached.never().isEmpty();
    }

    /** Returns the line that shows the progress of a simulation. */
    public static String progressLine(Volume volume, long faults, Map<String, Integer> failures) {
        return "simulate  %s  %s seeds (%s/s)  %s orders  %s faults  %s virtual%s"
                .formatted(
                        NumberText.seconds(Duration.ofNanos(volume.realNanos())),
                        NumberText.count(volume.seeds()),
                        NumberText.count(perSecond(volume.seeds(), volume.realNanos())),
                        NumberText.count(volume.orders()),
                        NumberText.count(faults),
                        virtual(volume.virtualNanos()),
                        failures.isEmpty() ? "" : "  INVALID " + failures);
    }

    /** Returns the whole report. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s  seeds %d to %d  simulate  %s orders  %s entries  %s virtual, %s times real time, %s seeds/s"
                .formatted(
                        scenario,
                        from,
                        from + volume.seeds() - 1,
                        NumberText.count(volume.orders()),
                        NumberText.count(volume.entries()),
                        virtual(volume.virtualNanos()),
                        NumberText.count(volume.virtualNanos() / Math.max(1, volume.realNanos())),
                        NumberText.count(perSecond(volume.seeds(), volume.realNanos()))));
        defect.ifPresent(name -> lines.add("DEFECT   " + name + " is switched on"));
        lines.add("faults   " + counts(reached.faults()));
        lines.add("reached  %s different ways of an order, %d crash points, situations: %s"
                .formatted(
                        NumberText.count(reached.eventOrders()),
                        reached.crashPoints().size(),
                        counts(reached.situations())));
        if (!reached.never().isEmpty()) {
            lines.add("never    " + String.join(", ", reached.never()));
        }
        lines.add("same     " + determinism());
        guarantees().forEach(lines::add);
        reached.doubts().stream().limit(3).forEach(doubt -> lines.add("UNKNOWN  " + doubt));
        broken.forEach(b -> b.shrunk().ifPresent(shrunk -> lines.addAll(story(b, shrunk))));
        lines.add(conclusion());
        return lines.stream().map(NumberText::oneLine).toList();
    }

    private String determinism() {
        return reached.differing().isEmpty()
                ? "%s run twice, and seed %d in two JVMs: the same to the last byte"
                        .formatted(NumberText.count(volume.repeated(), "seed", "seeds"), from)
                : "NOT: " + String.join("; ", reached.differing());
    }

    private List<String> guarantees() {
        List<String> lines = new ArrayList<>();
        broken.forEach(b -> lines.add("%-8s %-20s %s of %s seeds, first seed %d: %s"
                .formatted(
                        "INVALID",
                        b.guarantee(),
                        NumberText.count(b.seeds()),
                        NumberText.count(volume.seeds()),
                        b.firstSeed(),
                        b.sentence())));
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

    private static List<String> story(BrokenGuarantee broken, ShrunkStory shrunk) {
        List<String> lines = new ArrayList<>();
        lines.add("story    seed %d, %s: shrunk to %d in %s runs and %.1f s%s"
                .formatted(
                        shrunk.seed(),
                        broken.guarantee(),
                        shrunk.size(),
                        NumberText.count(shrunk.runs()),
                        shrunk.tookNanos() / 1e9,
                        shrunk.isMinimal() ? "" : " (not minimal: the time was up)"));
        shrunk.story().forEach(line -> lines.add(INDENT + line));
        lines.add("replay   ./tribunal replay \"" + shrunk.replayLine() + "\"");
        lines.add("report   " + Reports.uri(shrunk.directory()));
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
