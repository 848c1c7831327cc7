package tribunal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "load",
        description = "Runs a scenario for real (PostgreSQL, HTTP, WebSockets), judges it, and reports.")
final class LoadCommand extends RunsCommand {
    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws Exception {
        return options.loadExecution().run(environment());
    }
}
