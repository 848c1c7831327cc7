package tribunal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tribunal.trial.KillMatrix.DefectResult;
import tribunal.trial.KillMatrix.SoundAppResult;
import tribunal.trial.MutationTrial.OperatorResult;
import tribunal.trial.MutationTrial.Outcome;
import tribunal.verify.Judge;

class KillMatrixTest {
    private static final String ANEW = "generated; `make try-judge FULL=1` writes it anew";

    @Test
    void the_page_has_a_row_for_each_operator_defect_and_fault_and_a_column_for_each_guarantee() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/kill-matrix.md"));
        Stream<String> operators =
                MutationCatalogue.ALL.stream().map(m -> KillMatrix.row(m.name(), m.lie(), m.changedVerdicts()));
        Stream<String> defects =
                DefectExpectation.ALL.stream().map(e -> "| `%s` | %s |".formatted(e.defect(), e.bug()));
        Stream<String> faults = KillMatrix.faultKinds().stream().map(kind -> "| " + kind + " | ");
        assertThat(Stream.of(operators, defects, faults).flatMap(rows -> rows))
                .as(ANEW)
                .allSatisfy(row -> assertThat(page).anyMatch(line -> line.startsWith(row)));
        assertThat(page.stream().filter(line -> line.startsWith("| `")))
                .as(ANEW)
                .hasSize(MutationCatalogue.ALL.size() + DefectExpectation.ALL.size());
        assertThat(page).as(ANEW).anyMatch(line -> line.contains(String.join(" | ", Judge.GUARANTEES)));
    }

    private static KillMatrix matrix(int places, List<String> wrong, boolean canary, int seeds, List<String> alarms) {
        SortedMap<String, Long> faults = new TreeMap<>();
        KillMatrix.faultKinds().forEach(kind -> faults.put(kind, 1L));
        return new KillMatrix(
                new Outcome(
                        List.of(new OperatorResult("lie", "a lie", new TreeMap<>(), places, wrong)),
                        canary(2, canary ? List.of("noticed", "noticed") : List.of("noticed"))),
                List.of(new DefectResult(DefectExpectation.ALL.getFirst(), List.of(2, seeds), new TreeSet<>(), 3)),
                new SoundAppResult(20, 400, faults, alarms));
    }

    private static OperatorResult canary(int places, List<String> wrong) {
        return new OperatorResult("canary", "a wrong expectation", new TreeMap<>(), places, wrong);
    }

    @Test
    void recordings_without_a_place_for_the_wrong_expectation_do_not_hide_that_others_noticed_it() {
        Outcome nowhere = new Outcome(List.of(), canary(0, List.of()));
        Outcome noticed = new Outcome(List.of(), canary(1, List.of("noticed")));

        assertThat(nowhere.isCanaryNoticed()).isFalse();
        assertThat(nowhere.and(noticed).isCanaryNoticed()).isTrue();
    }

    @Test
    void a_judge_that_has_passed_leaves_no_survivors() {
        assertThat(matrix(3, List.of(), true, 1, List.of()).survivors()).isEmpty();
    }

    @Test
    void each_unexpected_result_survives() {
        KillMatrix failed = matrix(0, List.of("lie on seed 1: wrong"), false, 0, List.of("recovery in seed 3"));
        failed.sound().faults().remove("crash");

        assertThat(failed.survivors())
                .containsExactly(
                        "lie on seed 1: wrong",
                        "lie: no recording offered a place for it",
                        "canary: a wrong expectation was planted, and nobody noticed",
                        "event-outside-transaction: not found from every start, atomicity kept",
                        "false alarm: recovery in seed 3",
                        "crash: never happened in the sound app");
        assertThat(failed.lines()).anyMatch(line -> line.endsWith("SURVIVED")).anyMatch(l -> l.contains("FALSE ALARM"));
    }
}
