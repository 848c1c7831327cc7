package tribunal.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tribunal.command.RunComparison;
import tribunal.command.load.ParameterSweep;
import tribunal.scenario.input.BadInputException;

@Command(
        name = "compare",
        description = "Compares two runs, or two sets of runs: what got slower, how surely, and where.")
final class CompareCommand extends RunsCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BASE",
            description = "a run directory, several with commas, or a folder that holds several")
    private @Nullable String base;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CANDIDATE", description = "the same, for the candidate")
    private @Nullable String candidate;

    @Option(
            names = "--vary",
            paramLabel = "WHAT=A,B,…",
            description =
                    "instead of two runs: runs the scenario once for each value of rate, nodes, pool, queue-pool, "
                            + "concurrency, lease or poll")
    private @Nullable String vary;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws Exception {
        if (vary != null && base == null) {
            return ParameterSweep.of(options.loadExecution(), vary, environment())
                    .run(environment());
        }
        if (vary == null && base != null && candidate != null) {
            return new RunComparison(base, candidate, options.budgets()).run(environment());
        }
        throw new BadInputException("compare: expected BASE and CANDIDATE, two run directories, or --vary alone");
    }
}
