package tribunal.command.environment;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tribunal.load.app.Distribution;

/**
 * The folders and outputs of a command.
 *
 * @param runs the folder of runs
 * @param out output for people
 * @param stepSummary the file to which a CI wants a summary appended
 * @param isTerminal whether {@code out} can rewrite its last line
 */
public record CommandEnvironment(Path runs, PrintStream out, Optional<Path> stepSummary, boolean isTerminal) {
    /** The environment of this process: standard output, and the CI's variables. */
    public static CommandEnvironment of(Path runs) {
        Optional<Path> stepSummary = Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY"))
                .filter(file -> !file.isBlank())
                .map(Path::of);
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new CommandEnvironment(runs, System.out, stepSummary, isTerminal);
    }

    /** The folder in which Tribunal was built. */
    public static Path home() {
        return Path.of(System.getProperty("tribunal.home", "."));
    }

    public void print(String line) {
        out.println(line);
    }

    public void print(List<String> lines) {
        lines.forEach(out::println);
    }

    /** A folder beside that of the runs, such as {@code target/compare}; created if it does not exist. */
    public Path folderBesideRuns(String name) throws IOException {
        return Files.createDirectories(runs.resolveSibling(name));
    }

    public Distribution distribution() {
        return new Distribution(home().resolve("target").resolve("distribution"));
    }
}
