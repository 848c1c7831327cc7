package tribunal.run;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tribunal.history.AppModel;
import tribunal.history.PartitionedHistory;
import tribunal.history.Requirements;
import tribunal.history.file.EntryCodec;
import tribunal.history.file.HistoryFolder;
import tribunal.report.Reports;
import tribunal.report.terminal.TerminalReport;
import tribunal.report.text.RunInfo;
import tribunal.run.directory.CommandEnvironment;
import tribunal.run.directory.RecordedFile;
import tribunal.run.directory.RunDirectory;
import tribunal.run.directory.RunJson;
import tribunal.scenario.yaml.BadInputException;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;

/** Judges a run directory and writes its reports. The result is the same directly after the run and years later. */
public final class RunJudge {
    private RunJudge() {}

    public record JudgedRun(RunInfo info, Verdicts verdicts) {}

    /**
     * Judges a run, writes its reports and prints the summary.
     *
     * @param budgets replace those of the run
     * @return the exit code
     * @throws BadInputException if the directory cannot be read as a run
     * @throws IOException if the reports cannot be written
     */
    public static int judge(RunDirectory directory, Optional<Requirements> budgets, CommandEnvironment environment)
            throws IOException {
        return print(report(directory, budgets), environment);
    }

    /** Prints the verdicts, and appends them to the CI's summary; returns the exit code. */
    public static int print(JudgedRun judged, CommandEnvironment environment) throws IOException {
        GitHubStepSummary.append(judged.info().directory().resolve("summary.md"), environment);
        TerminalReport.lines(judged.info(), judged.verdicts()).forEach(environment.out()::println);
        return judged.verdicts().exit();
    }

    /** Judges a run by its own budgets and writes its reports. */
    public static JudgedRun report(RunDirectory directory) throws IOException {
        return report(directory, Optional.empty());
    }

    private static JudgedRun report(RunDirectory directory, Optional<Requirements> budgets) throws IOException {
        RunJson run = RunJson.read(directory);
        try (HistoryFolder recorded = history(directory)) {
            PartitionedHistory history =
                    budgets.<PartitionedHistory>map(recorded::withBudgetsOf).orElse(recorded);
            Verdicts verdicts = verdicts(history, model(directory));
            RunInfo info = info(run, directory, !history.run().isComplete());
            Reports.writeAll(info, history, verdicts);
            return new JudgedRun(info, verdicts);
        }
    }

    static RunInfo info(RunJson run, RunDirectory directory, boolean cutShort) {
        return new RunInfo(
                run.scenario().name(),
                run.seed(),
                run.mode(),
                run.started(),
                run.scenario().phases().storm(),
                run.defect(),
                run.replay(),
                directory.path(),
                cutShort,
                RunEnvironment.of(run, directory),
                run.text());
    }

    static HistoryFolder history(RunDirectory directory) throws IOException {
        try {
            return HistoryFolder.open(directory.history());
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static Verdicts verdicts(PartitionedHistory history, AppModel model) {
        try {
            return Judge.judge(history, model);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static BadInputException unreadable(IllegalArgumentException e) {
        return new BadInputException(e.getMessage() + ": expected an entry of a history (docs/history.md)");
    }

    private static AppModel model(RunDirectory directory) {
        try {
            return EntryCodec.json().readValue(RecordedFile.text(directory.model()), AppModel.class);
        } catch (JacksonException e) {
            throw RecordedFile.unreadable(directory.model(), e);
        }
    }
}
