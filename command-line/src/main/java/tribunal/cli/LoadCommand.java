package tribunal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "load",
        description = "Runs a scenario for real (PostgreSQL, HTTP, WebSockets), judges it, and reports.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Override
    public Integer call() throws Exception {
        return options.loadTest().run(runs.environment());
    }
}
