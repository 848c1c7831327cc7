package tribunal.command.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tribunal.command.RunDirectoryJudge;
import tribunal.command.directory.RunDirectory;
import tribunal.command.environment.CommandEnvironment;
import tribunal.history.file.HistoryFolder;
import tribunal.load.database.EmbeddedDatabaseOption;
import tribunal.report.compare.CapacityReport;
import tribunal.scenario.AppSetting;
import tribunal.scenario.AppSettings;
import tribunal.scenario.ScenarioOverrides;
import tribunal.verify.compare.CapacityStep;
import tribunal.verify.measure.ResourceUsage;

/**
 * Searches the highest rate of orders per second that the app sustains. It makes runs at rising rates until a guarantee
 * or budget breaks or the backlog grows, then between the last sustained and the first failed rate. Every run is judged
 * completely and stays in its own directory.
 *
 * @param from the first rate, in orders per second
 * @param to the highest rate to try
 * @param storm how long each rate is held, as written on the command line
 */
public record CapacitySearch(String scenario, long seed, double from, double to, String storm) {
    private static final double STEP = 1.5;
    private static final double CLOSE_ENOUGH = 1.12;

    /** Prints a line for each rate and the conclusion; returns 1 if a guarantee was INVALID at any rate, else 0. */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        environment.print(CapacityReport.header());
        List<CapacityStep> steps = new ArrayList<>();
        double sustained = 0;
        double tooMuch = Double.POSITIVE_INFINITY;
        for (double rate = from; rate <= to && tooMuch / Math.max(sustained, 1) > CLOSE_ENOUGH; ) {
            CapacityStep step = step(rate, environment);
            steps.add(step);
            environment.print(CapacityReport.line(step));
            if (step.failureReason().isPresent()) {
                tooMuch = rate;
            } else {
                sustained = rate;
            }
            if (sustained == 0) {
                break;
            }
            rate = Math.rint(Double.isInfinite(tooMuch) ? sustained * STEP : Math.sqrt(sustained * tooMuch));
        }
        return conclude(new CapacityReport(steps, Integer.parseInt(AppSetting.POOL.defaultValue())), environment);
    }

    private static int conclude(CapacityReport report, CommandEnvironment environment) throws IOException {
        environment.print(report.conclusion());
        var folder = environment.folderBesideRuns("capacity");
        report.write(folder);
        environment.print("report      " + folder.resolve("capacity.txt").toUri());
        return report.steps().stream().anyMatch(s -> s.verdicts().exitCode() == 1) ? 1 : 0;
    }

    private CapacityStep step(double rate, CommandEnvironment environment) throws IOException, InterruptedException {
        ScenarioOverrides overrides = new ScenarioOverrides(
                Optional.of(String.format(Locale.ROOT, "%.0f/s", rate)), Optional.of(storm), Optional.empty());
        RunDirectoryJudge.JudgedRun judged = new LoadExecution(
                        scenario,
                        seed,
                        overrides,
                        Optional.empty(),
                        new EmbeddedDatabaseOption(),
                        OptionalInt.empty(),
                        AppSettings.DEFAULTS)
                .runAndJudge(environment);
        RunDirectory directory = new RunDirectory(judged.info().directory());
        try (HistoryFolder history = HistoryFolder.open(directory.history())) {
            return new CapacityStep(rate, judged.verdicts(), ResourceUsage.of(history));
        }
    }
}
