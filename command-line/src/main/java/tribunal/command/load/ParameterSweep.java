package tribunal.command.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tribunal.command.GitHubStepSummary;
import tribunal.command.RunDirectoryJudge;
import tribunal.command.environment.CommandEnvironment;
import tribunal.report.compare.ParameterSweepReport;
import tribunal.report.compare.ParameterSweepReport.VariedRun;
import tribunal.scenario.AppSetting;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;

/**
 * Several runs of one scenario that differ in one parameter.
 *
 * @param what {@code rate}, {@code nodes}, {@code faults}, or a setting of the app
 * @param values as written, in the order of the runs
 */
public record ParameterSweep(LoadExecution loadExecution, String what, List<String> values) {
    private static final List<String> KNOWN = Stream.concat(
                    Stream.of(LoadExecution.RATE, LoadExecution.NODES, LoadExecution.FAULTS),
                    AppSetting.labels().stream())
            .toList();

    /** Parses the option {@code --vary}, such as {@code rate=50,100,200}; throws BadInputException if it is invalid. */
    public static ParameterSweep of(LoadExecution loadExecution, String written, CommandEnvironment environment) {
        int equals = written.indexOf('=');
        String what = equals < 0 ? written : written.substring(0, equals);
        if (!KNOWN.contains(what)) {
            throw new BadInputException("--vary: \"" + what + "\": expected one of " + String.join(", ", KNOWN)
                    + Suggestion.hint(what, KNOWN));
        }
        List<String> values = equals < 0
                ? List.of()
                : Stream.of(written.substring(equals + 1).split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (values.size() < 2) {
            throw new BadInputException(
                    "--vary: \"" + written + "\": expected two values or more, such as rate=50,100,200");
        }
        values.forEach(value -> loadExecution.with(what, value).check(environment));
        return new ParameterSweep(loadExecution, what, values);
    }

    /** Makes the runs, prints a line for each, and writes a page beside the folder of runs; returns the exit code. */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        List<VariedRun> runs = new ArrayList<>();
        for (String value : values) {
            RunDirectoryJudge.JudgedRun judged = loadExecution.with(what, value).runAndJudge(environment);
            runs.add(new VariedRun(value, judged.info().directory(), judged.verdicts()));
            if (runs.size() == 1) {
                environment.print(new ParameterSweepReport(what, runs).header());
            }
            environment.print(ParameterSweepReport.line(runs.getLast()));
        }
        return conclude(new ParameterSweepReport(what, runs), environment);
    }

    private static int conclude(ParameterSweepReport report, CommandEnvironment environment) throws IOException {
        var folder = environment.folderBesideRuns("compare");
        report.write(folder);
        GitHubStepSummary.append(folder.resolve("vary.md"), environment);
        environment.print("report  " + folder.resolve(ParameterSweepReport.HTML).toUri());
        environment.print(report.conclusion());
        return report.exitCode();
    }
}
