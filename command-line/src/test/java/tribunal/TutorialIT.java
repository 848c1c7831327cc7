package tribunal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the tutorial does what its chapter says. */
class TutorialIT {
    private static final Path CHAPTERS = Path.of("..", "docs", "tutorial");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}\\./tribunal (simulate .*)$");
    private static final Pattern BROKEN = Pattern.compile("`INVALID {2}([a-z-]+)`");

    @TempDir
    private Path runs;

    @TempDir
    private Path printed;

    private record Ended(int exit, List<String> invalid) {}

    static List<String> chapters() throws IOException {
        try (Stream<Path> files = Files.list(CHAPTERS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> commands(String text) {
        return COMMAND.matcher(text).results().map(command -> command.group(1)).toList();
    }

    private static String brokenGuarantee(String text) {
        Matcher matcher = BROKEN.matcher(text);
        assertThat(matcher.find())
                .as("a verdict INVALID that the chapter names")
                .isTrue();
        return matcher.group(1);
    }

    private Ended run(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.split(" +", -1)));
        words.addAll(List.of("--runs", runs.toString()));
        Harness harness = new Harness(printed);
        int exit = harness.run(words.toArray(String[]::new));
        return new Ended(
                exit,
                harness.output()
                        .lines()
                        .filter(line -> line.startsWith("INVALID"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void a_defect_breaks_the_guarantee_that_the_chapter_names_and_the_sound_app_breaks_none(String chapter)
            throws Exception {
        String text = Files.readString(CHAPTERS.resolve(chapter));
        String guarantee = brokenGuarantee(text);
        assertThat(commands(text))
                .anyMatch(command -> command.contains("--defect"))
                .anyMatch(command -> !command.contains("--defect"));
        for (String command : commands(text)) {
            Ended ended = run(command);
            if (command.contains("--defect")) {
                assertThat(ended.exit()).as(command).isEqualTo(1);
                assertThat(ended.invalid())
                        .as(command)
                        .anyMatch(line -> line.startsWith("INVALID  " + guarantee + " "));
            } else {
                assertThat(ended.invalid()).as(command).isEmpty();
            }
        }
    }
}
