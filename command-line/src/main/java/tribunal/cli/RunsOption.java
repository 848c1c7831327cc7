package tribunal.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tribunal.run.directory.CommandEnvironment;

/** The option {@code --runs}, which names the folder of runs, for all commands that make or delete runs. */
final class RunsOption {
    @Option(names = "--runs", paramLabel = "FOLDER", description = "where runs are kept (default: target/runs)")
    private @Nullable Path runs;

    private static Path home() {
        return Path.of(System.getProperty("tribunal.home", "."));
    }

    Path path() {
        return runs == null ? home().resolve("target").resolve("runs") : runs;
    }

    CommandEnvironment environment() {
        return CommandEnvironment.of(home(), path());
    }
}
