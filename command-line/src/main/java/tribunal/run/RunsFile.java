package tribunal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.report.RunLine;

/** {@code runs.jsonl}: every run of a folder of runs, a line each, in the order in which they ended. */
final class RunsFile {
    private RunsFile() {}

    /** Adds a run that was judged for the first time. */
    static void add(Judging.Judged judged, Environment environment) throws IOException {
        String line = RunLine.text(judged.info(), judged.verdicts(), commit(System.getenv(), environment.home()));
        Files.writeString(
                environment.runs().resolve("runs.jsonl"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** As the CI says, or the folder's own git. */
    static Optional<String> commit(Map<String, String> variables, Path home) {
        return Stream.of("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT")
                .map(variables::get)
                .filter(Objects::nonNull)
                .filter(sha -> !sha.isBlank())
                .findFirst()
                .or(() -> Git.says(home, "rev-parse", "HEAD"));
    }
}
