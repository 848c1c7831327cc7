package tribunal.run;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tribunal.history.Codec;
import tribunal.history.Demands;
import tribunal.history.Model;
import tribunal.history.PartedHistory;
import tribunal.history.StoredHistory;
import tribunal.report.Reports;
import tribunal.report.RunInfo;
import tribunal.report.TerminalReport;
import tribunal.scenario.BadInput;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;

/** Judges a run directory and writes its reports: the same after a run and years later. */
public final class Judging {
    private Judging() {}

    /** A run with what was said of it. */
    record Judged(RunInfo info, Verdicts verdicts) {}

    /**
     * Judges it, reports and prints.
     *
     * @param budgets instead of those that it was run with
     * @return the exit code
     * @throws BadInput if the directory cannot be read as a run
     * @throws IOException if the reports cannot be written
     */
    public static int judge(RunDirectory directory, Optional<Demands> budgets, Environment environment)
            throws IOException {
        return print(report(directory, budgets), environment);
    }

    /** For people, and for the CI's summary; answers the exit code. */
    static int print(Judged judged, Environment environment) throws IOException {
        StepSummary.append(judged.info().directory().resolve("summary.md"), environment);
        TerminalReport.lines(judged.info(), judged.verdicts()).forEach(environment.out()::println);
        return judged.verdicts().exit();
    }

    /** Judges it by its own budgets and writes its reports. */
    static Judged report(RunDirectory directory) throws IOException {
        return report(directory, Optional.empty());
    }

    private static Judged report(RunDirectory directory, Optional<Demands> budgets) throws IOException {
        RunJson run = RunJson.read(directory);
        try (StoredHistory told = history(directory)) {
            PartedHistory history =
                    budgets.<PartedHistory>map(told::withBudgetsOf).orElse(told);
            Verdicts verdicts = verdicts(history, model(directory));
            RunInfo info = info(run, directory, !history.run().whole());
            Reports.writeAll(info, history, verdicts);
            return new Judged(info, verdicts);
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
                Setup.of(run, directory),
                run.text());
    }

    static StoredHistory history(RunDirectory directory) throws IOException {
        try {
            return StoredHistory.open(directory.history());
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static Verdicts verdicts(PartedHistory history, Model model) {
        try {
            return Judge.judge(history, model);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static BadInput unreadable(IllegalArgumentException e) {
        return new BadInput(e.getMessage() + ": expected an entry of a history (docs/history.md)");
    }

    private static Model model(RunDirectory directory) {
        try {
            return Codec.json().readValue(RecordedFile.text(directory.model()), Model.class);
        } catch (JacksonException e) {
            throw RecordedFile.unreadable(directory.model(), e);
        }
    }
}
