package tribunal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tribunal.run.Environment;
import tribunal.run.Replaying;

@Command(
        name = "replay",
        description = "Runs a simulated story again, and prints it as a table.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LINE", description = "what simulate printed behind \"replay\", in quotes")
    private String line = "";

    @Option(names = "--runs", paramLabel = "FOLDER", description = "where runs are kept (default: target/runs)")
    private @Nullable Path runs;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("tribunal.home", "."));
        return new Replaying(line)
                .run(Environment.of(home, runs == null ? home.resolve("target").resolve("runs") : runs));
    }
}
