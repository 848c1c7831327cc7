package tribunal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tribunal.report.RunLine;

/** {@code runs.jsonl}: every run of a folder of runs, a line each, in the order in which they ended. */
final class RunsFile {
    private static final long GIT_SECONDS = 5;

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
                .or(() -> git(home));
    }

    private static Optional<String> git(Path home) {
        try {
            Process git = new ProcessBuilder("git", "-C", home.toString(), "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String sha =
                    new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip();
            return git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0
                    ? Optional.of(sha)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
