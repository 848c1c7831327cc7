package tribunal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tribunal.command.simulate.DecisionReplay;

@Command(
        name = "replay",
        description =
                "Repeats the decisions of a simulated run, and prints the story of its first violation as a table.")
final class ReplayCommand extends RunsCommand {
    @Parameters(paramLabel = "LINE", description = "the line that simulate printed after \"replay\", in quotes")
    private String line = "";

    @Override
    public Integer call() throws Exception {
        return new DecisionReplay(line).run(environment());
    }
}
