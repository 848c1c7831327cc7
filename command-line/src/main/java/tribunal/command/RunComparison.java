package tribunal.command;

import java.io.IOException;
import java.util.Optional;
import tribunal.command.directory.RunSet;
import tribunal.command.environment.CommandEnvironment;
import tribunal.history.Demands;
import tribunal.report.compare.ComparisonReport;
import tribunal.verify.compare.RunSetComparison;

/** Compares existing runs, written as {@link RunSet#of} reads them; budgets replace the candidate's own. */
public record RunComparison(String base, String candidate, Optional<Demands> budgets) {
    /** Prints the comparison and writes it beside the folder of runs; returns the exit code. */
    public int run(CommandEnvironment environment) throws IOException {
        RunSet before = RunSet.of(base);
        RunSet after = RunSet.of(candidate);
        var comparison = RunSetComparison.of(
                before.readAgainst(after),
                after.readAgainst(before),
                budgets.orElseGet(() -> after.scenario().demands()));
        var folder = environment.folderBesideRuns("compare");
        ComparisonReport.write(comparison, folder);
        GitHubStepSummary.append(folder.resolve("compare.md"), environment);
        environment.print(ComparisonReport.lines(comparison, folder));
        return comparison.exitCode();
    }
}
