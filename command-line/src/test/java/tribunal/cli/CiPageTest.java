package tribunal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tribunal.command.JudgedRun;
import tribunal.history.Demands;
import tribunal.scenario.file.ScenarioCatalogue;

/** Every command in docs/ci.md can be parsed. */
class CiPageTest {
    private static final Pattern BLOCK = Pattern.compile("```(sh|yaml)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LAUNCHER = Pattern.compile("\\./tribunal ([^;\n]+)");
    private static final Pattern MAKE = Pattern.compile("^make (.+)$", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    private static List<String> blocks(String language) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "ci.md"));
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static List<String> found(Pattern command) throws IOException {
        String all = String.join("\n", blocks("sh")) + String.join("\n", blocks("yaml"));
        return command.matcher(all).results().map(result -> result.group(1)).toList();
    }

    @Test
    void the_launcher_knows_every_command_and_option() throws IOException {
        assertThat(found(LAUNCHER))
                .hasSizeGreaterThan(5)
                .allSatisfy(words -> assertThatCode(() -> Main.line()
                                .parseArgs(words.replaceAll("\\$\\w+", "1").split(" ", -1)))
                        .doesNotThrowAnyException());
    }

    @Test
    void make_knows_every_target_and_the_variables_of_each() throws IOException {
        assertThat(found(MAKE)).hasSizeGreaterThan(4).allSatisfy(words -> {
            List<String> parts = List.of(words.split(" ", -1));
            assertThat(variables(parts.getFirst()))
                    .containsAll(parts.stream()
                            .skip(1)
                            .map(part -> part.substring(0, part.indexOf('=')))
                            .toList());
        });
    }

    /** The options of its recipe; {@code $(options)} means all options of the target. */
    private static Set<String> variables(String target) throws IOException {
        String makefile = Files.readString(Path.of("..", "Makefile"));
        String recipe = only(makefile, "(?m)^" + Pattern.quote(target) + ":.*\n((?:\t.*\n)+)")
                .replace("$(options)", only(makefile, "(?m)^options = ((?:.*\\\\\n)*.*\n)"));
        return Pattern.compile("\\$\\(([A-Z]+)\\)")
                .matcher(recipe)
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());
    }

    private static String only(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void a_variable_of_another_target_would_be_found() throws IOException {
        assertThat(variables("clean-runs")).containsExactly("KEEP");
        assertThat(variables("load")).contains("SEED", "BUDGETS").doesNotContain("SEEDS");
    }

    @Test
    void the_workflow_is_yaml_and_keeps_what_a_comparison_needs() throws IOException {
        JsonNode workflow = YAMLMapper.builder().build().readTree(blocks("yaml").getFirst());
        String baseline = workflow.path("jobs")
                .path("load")
                .path("steps")
                .valueStream()
                .filter(step -> step.path("name").asString("").equals("Keep as baseline"))
                .map(step -> step.path("with").path("path").asString())
                .findFirst()
                .orElseThrow();
        Path run = JudgedRun.valid(folder.resolve("run"));
        try (Stream<Path> needed = Files.list(run)) {
            assertThat(baseline.lines())
                    .containsExactlyInAnyOrderElementsOf(needed.map(file -> "target/runs/latest/" + file.getFileName())
                            .toList());
        }
    }

    @Test
    void the_budgets_can_be_read() throws IOException {
        Path file =
                Files.writeString(folder.resolve("budgets.yaml"), blocks("yaml").getLast());
        Demands budgets = ScenarioCatalogue.budgets(file);
        assertThat(budgets.budgets()).hasSize(3);
        assertThat(budgets.relativeBudgets()).hasSize(2);
    }

    @Test
    void a_command_that_does_not_exist_would_be_found() {
        MatchResult wrong = LAUNCHER.matcher("./tribunal load --sed 1")
                .results()
                .findFirst()
                .orElseThrow();
        assertThatCode(() -> Main.line().parseArgs(wrong.group(1).split(" ", -1)))
                .hasMessageContaining("Unknown options: '--sed'");
    }
}
