package tribunal.command.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.command.RunDirectoryJudge;
import tribunal.command.environment.CommandEnvironment;
import tribunal.command.environment.Git;
import tribunal.report.file.RunRecordJson;

/** The index {@code runs.jsonl} of a folder of runs: one line for each run, in the order in which they ended. */
final class RunIndex {
    private RunIndex() {}

    /** Appends a run after its first judgement. */
    static void add(RunDirectoryJudge.JudgedRun judged, CommandEnvironment environment) throws IOException {
        String line = RunRecordJson.text(
                judged.info(), judged.verdicts(), commit(System.getenv(), CommandEnvironment.home()));
        Files.writeString(
                environment.runs().resolve("runs.jsonl"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The commit, from the CI's variables or else from git in {@code home}. */
    static Optional<String> commit(Map<String, String> variables, Path home) {
        return Stream.of("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT")
                .map(variables::get)
                .filter(Objects::nonNull)
                .filter(sha -> !sha.isBlank())
                .findFirst()
                .or(() -> Git.output(home, "rev-parse", "HEAD"));
    }
}
