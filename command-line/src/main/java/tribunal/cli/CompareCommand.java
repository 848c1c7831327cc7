package tribunal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tribunal.run.ComparingRuns;

@Command(
        name = "compare",
        description = "Two runs, or two sets of runs, side by side: what got slower, how surely, and where.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "BASE",
            description = "a run directory, several with commas, or a folder that holds several")
    private String base = "";

    @Parameters(index = "1", paramLabel = "CANDIDATE", description = "likewise")
    private String candidate = "";

    @Mixin
    private final BudgetsFile budgets = new BudgetsFile();

    @Mixin
    private final RunsFolder runs = new RunsFolder();

    @Override
    public Integer call() throws Exception {
        return new ComparingRuns(base, candidate, budgets.read()).run(runs.environment());
    }
}
