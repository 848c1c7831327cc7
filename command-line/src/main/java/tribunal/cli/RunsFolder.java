package tribunal.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tribunal.run.Environment;

/** The option that says where runs are kept, for every command that makes or deletes them. */
final class RunsFolder {
    @Option(names = "--runs", paramLabel = "FOLDER", description = "where runs are kept (default: target/runs)")
    private @Nullable Path runs;

    private static Path home() {
        return Path.of(System.getProperty("tribunal.home", "."));
    }

    Path path() {
        return runs == null ? home().resolve("target").resolve("runs") : runs;
    }

    Environment environment() {
        return Environment.of(home(), path());
    }
}
