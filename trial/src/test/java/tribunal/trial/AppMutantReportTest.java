package tribunal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.trial.AppMutantReport.MutantOutcome;

class AppMutantReportTest {
    private static final String ITEM = "foodcourt.order.OrderItem";

    @TempDir
    private Path folder;

    private static String mutation(String status, String method, String killing) {
        return """
                <mutation detected='x' status='%s'><mutatedClass>%s</mutatedClass><mutatedMethod>%s</mutatedMethod>
                <mutator>org.pitest.MathMutator</mutator><killingTests>%s</killingTests><description>changed %s</description></mutation>
                """.formatted(status, ITEM, method, killing, method);
    }

    private List<AppMutantReport.Mutant> read() throws IOException {
        Path report = folder.resolve("mutations.xml");
        Files.writeString(
                report,
                "<mutations>"
                        + mutation("KILLED", "a", "SoundAppTest.no_guarantee_is_broken")
                        + mutation("KILLED", "b", "SoundAppTest.no_run_stops_and_no_thread_ends_with_an_error")
                        + mutation("TIMED_OUT", "c", "")
                        + mutation("SURVIVED", "d", "")
                        + mutation("SURVIVED", "e", "")
                        + mutation("NO_COVERAGE", "f", "")
                        + mutation("MEMORY_ERROR", "g", "")
                        + "</mutations>");
        return AppMutantReport.read(report);
    }

    @Test
    void a_mutant_is_convicted_only_if_the_judge_was_among_those_that_noticed_it() throws IOException {
        Map<String, MutantOutcome> fates = read().stream()
                .collect(Collectors.toMap(AppMutantReport.Mutant::method, AppMutantReport.Mutant::outcome));

        assertThat(fates)
                .containsOnly(
                        Map.entry("a", MutantOutcome.CONVICTED),
                        Map.entry("b", MutantOutcome.FAILED),
                        Map.entry("c", MutantOutcome.TIMED_OUT),
                        Map.entry("d", MutantOutcome.SURVIVED),
                        Map.entry("e", MutantOutcome.SURVIVED),
                        Map.entry("f", MutantOutcome.UNREACHED),
                        Map.entry("g", MutantOutcome.FAILED));
    }

    @Test
    void the_score_leaves_out_what_is_equivalent_and_names_what_is_not_explained() throws IOException {
        Map<String, String> reasons =
                AppMutantReport.reasons(List.of("# comment | x", ITEM + " | d | * | * | equivalent: a text for logs"));

        List<String> page = AppMutantReport.page(read(), reasons);

        // found: a, b, c and g, of seven without d
        assertThat(page)
                .contains("| together | 7 | 1 | 2 | 1 | 2 | 1 | 1 | 66% |")
                .contains("| `order.OrderItem.d` | changed d (Math) | 1 | equivalent: a text for logs |")
                .contains("| `order.OrderItem.e` | changed e (Math) | 1 | **no reason given** |")
                .contains("| `order.OrderItem.f` | changed f (unreached) | 1 | **no reason given** |");
    }
}
