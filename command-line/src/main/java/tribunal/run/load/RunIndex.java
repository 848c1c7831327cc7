package tribunal.run.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.report.file.RunRecordJson;
import tribunal.run.RunJudge;
import tribunal.run.directory.CommandEnvironment;
import tribunal.run.directory.Git;

/** The index {@code runs.jsonl} of a folder of runs: one line for each run, in the order in which they ended. */
final class RunIndex {
    private RunIndex() {}

    /** Appends a run after its first judgement. */
    static void add(RunJudge.JudgedRun judged, CommandEnvironment environment) throws IOException {
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
