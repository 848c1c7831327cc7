package tribunal.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.Outage.Mode;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.verify.Judge;
import tribunal.verify.verdict.VerdictStatus;

/**
 * The results of trying the judge: the operators and the defects against the guarantees, and the sound app, which must
 * have no violation.
 *
 * @param defects in the order of {@link DefectExpectation#ALL}
 */
public record KillMatrix(MutationTrial.Outcome operators, List<DefectResult> defects, SoundAppResult sound) {
    /** The scenario in which the sound app is simulated. */
    public static final String SOUND_APP_SCENARIO = "everything";

    private static final String EXPECTED = "X";
    private static final String ALSO = "x";
    private static final String OBSCURED = "?";

    /**
     * The result of one defect.
     *
     * @param seeds how many seeds the search took from each start; 0 if it did not find the defect
     * @param others the guarantees that were broken along with the expected one
     * @param storySize the number of parts of its smallest story; 0 if there was none
     */
    public record DefectResult(
            DefectExpectation expectation, List<Integer> seeds, SortedSet<String> others, int storySize) {
        boolean isFound() {
            return seeds.stream().allMatch(n -> n > 0);
        }

        /** The median number of seeds; of an even number of starts the upper of the two middle ones. */
        int median() {
            return seeds.stream().sorted().toList().get(seeds.size() / 2);
        }

        int least() {
            return Collections.min(seeds);
        }

        int most() {
            return Collections.max(seeds);
        }
    }

    /**
     * The result of the sound app.
     *
     * @param faults how often each kind happened
     * @param alarms each guarantee that was called broken, in words
     */
    public record SoundAppResult(long seeds, long orders, SortedMap<String, Long> faults, List<String> alarms) {}

    /** Every unexpected result, in words; empty if the judge has passed. */
    public List<String> survivors() {
        List<String> all = new ArrayList<>();
        operators.tried().forEach(t -> {
            all.addAll(t.wrong());
            if (t.places() == 0) {
                all.add(t.name() + ": no recording offered a place for it");
            }
        });
        if (!operators.isCanaryNoticed()) {
            all.add("canary: a wrong expectation was planted, and nobody noticed");
        }
        defects.stream()
                .filter(d -> !d.isFound())
                .map(DefectResult::expectation)
                .map(e -> "%s: not found from every start, %s kept".formatted(e.defect(), e.guarantee()))
                .forEach(all::add);
        sound.alarms().stream().map(alarm -> "false alarm: " + alarm).forEach(all::add);
        faultKinds().stream()
                .filter(kind -> times(kind) == 0)
                .map(kind -> kind + ": never happened in the sound app")
                .forEach(all::add);
        return all;
    }

    /** The faults that the sound app must meet: those of attempts, and the outages of its scenario in simulation. */
    static List<String> faultKinds() {
        Stream<String> outages = new ScenarioCatalogue(Judge.GUARANTEES)
                .read(SOUND_APP_SCENARIO, ScenarioOverrides.none()).outages().stream()
                        .map(Outage::kind)
                        .filter(kind -> kind.isPossibleIn(Mode.SIMULATION))
                        .map(Kind::label);
        return Stream.concat(FaultSpec.KINDS.keySet().stream(), outages).toList();
    }

    /** The matrix as lines for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("operator", name -> name.substring(0, 3), ""));
        operators
                .tried()
                .forEach(t -> lines.add(line(t.name(), mark(t.changedVerdicts()), t.isKilled() ? "" : "SURVIVED")));
        lines.add("");
        lines.add(line("defect", name -> name.substring(0, 3), "seeds"));
        defects.forEach(d -> lines.add(line(
                d.expectation().defect(),
                mark(d),
                d.isFound() ? "%d..%d".formatted(d.least(), d.most()) : "SURVIVED")));
        lines.add("");
        lines.add("sound app  %,d orders in %d seeds, %,d faults of %d kinds: %s"
                .formatted(
                        sound.orders(),
                        sound.seeds(),
                        sound.faults().values().stream().reduce(0L, Long::sum),
                        sound.faults().size(),
                        sound.alarms().isEmpty() ? "no false alarm" : "FALSE ALARM"));
        return lines;
    }

    private static String line(String name, Function<String, String> cell, String end) {
        String cells = Judge.GUARANTEES.stream()
                .map(guarantee -> "%-4s".formatted(cell.apply(guarantee)))
                .collect(Collectors.joining());
        return "%-34s%s%s".formatted(name, cells, end).stripTrailing();
    }

    private static Function<String, String> mark(SortedMap<String, VerdictStatus> changedVerdicts) {
        return guarantee -> changedVerdicts.get(guarantee) == VerdictStatus.INVALID
                ? EXPECTED
                : changedVerdicts.containsKey(guarantee) ? OBSCURED : "";
    }

    private static Function<String, String> mark(DefectResult d) {
        return guarantee -> guarantee.equals(d.expectation().guarantee())
                ? EXPECTED
                : d.others().contains(guarantee) ? ALSO : "";
    }

    /** The page {@code docs/kill-matrix.md}. */
    public String page() {
        return """
            # Kill matrix

            Written by `make try-judge FULL=1`, in simulation. Any unexpected result makes that command fail, and a test compares the
            rows with the code. **X** must be INVALID and is; **?** must be UNKNOWN and is; x was broken along with it. An empty cell of an
            operator means an unchanged verdict; of a defect, a guarantee that was kept in the seeds that convicted.

            ## Lies

            Operators on recordings of the sound app (`everything`, `brief-outages` and `poisoned-event`, as many as offered a place).
            Each changed history is judged a second time in other words: every name that the model declares is reversed in model and history, so
            that `order` is `redro`. Both verdicts must be the same, or the judge knows a name that it must not know.

            | operator | what it claims | %1$s | places |
            |---|---|%2$s---|
            %3$s
            ## Defects

            Seeds until the guarantee was broken: median and most of %4$d starts. The story is the rest of the first one
            after shrinking: orders, faults, and unusual times.

            | defect | what it does | %1$s | scenario | seeds | story |
            |---|---|%2$s---|---|---|
            %5$s
            ## The sound app

            %6$,d orders in %7$d seeds of `everything`: %8$s. Faults that happened:

            | fault | times |
            |---|---|
            %9$s""".formatted(
                        String.join(" | ", Judge.GUARANTEES),
                        "---|".repeat(Judge.GUARANTEES.size()),
                        rows(
                                operators.tried(),
                                t -> row(t.name(), t.lie(), t.changedVerdicts()) + " %d |".formatted(t.places())),
                        defects.stream().mapToInt(d -> d.seeds().size()).max().orElse(0),
                        rows(defects, KillMatrix::row),
                        sound.orders(),
                        sound.seeds(),
                        sound.alarms().isEmpty() ? "no guarantee broken" : String.join("; ", sound.alarms()),
                        rows(faultKinds(), kind -> "| %s | %,d |".formatted(kind, times(kind))));
    }

    private static <T> String rows(Collection<T> items, Function<T, String> row) {
        return items.stream().map(row.andThen(text -> text + "\n")).collect(Collectors.joining());
    }

    private long times(String faultKind) {
        return sound.faults().getOrDefault(faultKind, 0L);
    }

    private static String row(DefectResult d) {
        DefectExpectation e = d.expectation();
        return "| `%s` | %s | %s | %s | %d, %d | %d |"
                .formatted(e.defect(), e.bug(), cells(mark(d)), e.scenario(), d.median(), d.most(), d.storySize());
    }

    /** An operator's row, without its results. */
    static String row(String name, String lie, SortedMap<String, VerdictStatus> changedVerdicts) {
        return "| `%s` | %s | %s |".formatted(name, lie, cells(mark(changedVerdicts)));
    }

    private static String cells(Function<String, String> mark) {
        return Judge.GUARANTEES.stream()
                .map(mark)
                .map(m -> m.equals(ALSO) || m.isEmpty() ? m : "**" + m + "**")
                .collect(Collectors.joining(" | "));
    }
}
