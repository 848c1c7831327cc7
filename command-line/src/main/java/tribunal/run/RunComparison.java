package tribunal.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tribunal.history.Requirements;
import tribunal.report.compare.ComparisonReport;
import tribunal.run.directory.CommandEnvironment;
import tribunal.run.directory.RunSet;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.RunComparator;

/**
 * Compares existing runs.
 *
 * @param base one or several run directories, as {@link RunSet#of} reads them
 * @param candidate one or several run directories, as {@link RunSet#of} reads them
 * @param budgets replace those of the candidate's scenario
 */
public record RunComparison(String base, String candidate, Optional<Requirements> budgets) {
    /** Prints the comparison and writes it beside the folder of runs; returns the exit code. */
    public int run(CommandEnvironment environment) throws IOException {
        RunSet before = RunSet.of(base);
        RunSet after = RunSet.of(candidate);
        Comparison comparison = RunComparator.of(
                before.readAgainst(after),
                after.readAgainst(before),
                budgets.orElseGet(() -> after.scenario().demands()));
        Path folder = environment.folderBesideRuns("compare");
        ComparisonReport.write(comparison, folder);
        GitHubStepSummary.append(folder.resolve("compare.md"), environment);
        environment.print(ComparisonReport.lines(comparison, folder));
        return comparison.exit();
    }
}
