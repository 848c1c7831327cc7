package tribunal.run.directory;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.load.app.Distribution;

/**
 * The folders and outputs of a command.
 *
 * @param home the folder in which Tribunal was built
 * @param runs the folder of runs
 * @param out output for people
 * @param stepSummary the file to which a CI wants a summary appended
 * @param isTerminal whether {@code out} can rewrite its last line
 */
public record CommandEnvironment(
        Path home, Path runs, PrintStream out, Optional<Path> stepSummary, boolean isTerminal) {
    /** The environment of this process: standard output, and the CI's variables. */
    public static CommandEnvironment of(Path home, Path runs) {
        boolean terminal = isTerminal(System.console());
        return new CommandEnvironment(home, runs, System.out, summaryOfStep(), terminal);
    }

    private static Optional<Path> summaryOfStep() {
        return Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY"))
                .filter(file -> !file.isBlank())
                .map(Path::of);
    }

    private static boolean isTerminal(@Nullable Console console) {
        return console != null && console.isTerminal();
    }

    public Distribution distribution() {
        return new Distribution(home.resolve("target").resolve("distribution"));
    }
}
