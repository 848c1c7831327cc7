package tribunal.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.environment.CommandEnvironment;

/** A command that makes or deletes runs; its option {@code --runs} names their folder. */
@Command(mixinStandardHelpOptions = true)
abstract class RunsCommand implements Callable<Integer> {
    @Option(names = "--runs", paramLabel = "FOLDER", description = "where runs are kept (default: target/runs)")
    private Optional<Path> runs = Optional.empty();

    final Path runs() {
        return runs.orElseGet(() -> CommandEnvironment.home().resolve("target").resolve("runs"));
    }

    final CommandEnvironment environment() {
        return CommandEnvironment.of(runs());
    }
}
