package tribunal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tribunal.run.simulate.StoryReplay;

@Command(
        name = "replay",
        description = "Runs a simulated story again, and prints it as a table.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LINE", description = "the line that simulate printed after \"replay\", in quotes")
    private String line = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Override
    public Integer call() throws Exception {
        return new StoryReplay(line).run(runs.environment());
    }
}
