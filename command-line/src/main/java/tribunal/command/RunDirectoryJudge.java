package tribunal.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tribunal.command.directory.RecordedFile;
import tribunal.command.directory.RunDirectory;
import tribunal.command.directory.RunJson;
import tribunal.command.environment.CommandEnvironment;
import tribunal.history.AppModel;
import tribunal.history.Demands;
import tribunal.history.file.EntryCodec;
import tribunal.history.file.HistoryFolder;
import tribunal.report.Reports;
import tribunal.report.TerminalReport;
import tribunal.report.text.RunInfo;
import tribunal.scenario.input.BadInputException;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;

/** Judges a run directory and writes its reports. The result is the same directly after the run and years later. */
public final class RunDirectoryJudge {
    private static final Pattern POSTGRES = Pattern.compile("starting PostgreSQL (\\S+)");

    private RunDirectoryJudge() {}

    public record JudgedRun(RunInfo info, Verdicts verdicts) {}

    /**
     * Judges a run, writes its reports and prints the summary; returns the exit code. The budgets replace those of the
     * run. Throws BadInputException if the directory cannot be read as a run.
     */
    public static int judgeAndPrint(RunDirectory directory, Optional<Demands> budgets, CommandEnvironment environment)
            throws IOException {
        return printSummary(judgeAndWriteReports(directory, budgets), environment);
    }

    /** Prints the verdicts, and appends them to the CI's summary; returns the exit code. */
    public static int printSummary(JudgedRun judged, CommandEnvironment environment) throws IOException {
        GitHubStepSummary.append(judged.info().directory().resolve("summary.md"), environment);
        environment.print(TerminalReport.lines(judged.info(), judged.verdicts()));
        return judged.verdicts().exitCode();
    }

    /** Judges a run and writes its reports; budgets replace those of the run. */
    public static JudgedRun judgeAndWriteReports(RunDirectory directory, Optional<Demands> budgets) throws IOException {
        RunJson run = RunJson.read(directory);
        try (HistoryFolder history = history(directory)) {
            Verdicts verdicts = verdicts(history, model(directory), budgets);
            RunInfo info = info(run, directory, !history.runEntries().isComplete());
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
                environment(run, directory),
                run.text());
    }

    /** The environment of a run, so that it can be repeated. */
    private static SequencedMap<String, String> environment(RunJson run, RunDirectory directory) {
        SequencedMap<String, String> setup = new LinkedHashMap<>();
        setup.put("Started", run.started().toString());
        setup.put("Nodes", Integer.toString(run.nodes()));
        setup.put("Database", run.database());
        postgres(directory).ifPresent(version -> setup.put("PostgreSQL", version));
        run.machine()
                .forEach((what, value) -> setup.put(what.equals("tribunal") ? "Tribunal" : "Machine: " + what, value));
        return setup;
    }

    /** PostgreSQL's version, from its log; empty if the run did not start PostgreSQL itself. */
    private static Optional<String> postgres(RunDirectory directory) {
        Path log = directory.path().resolve("logs").resolve("postgres.log");
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.map(POSTGRES::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static HistoryFolder history(RunDirectory directory) throws IOException {
        try {
            return HistoryFolder.open(directory.history());
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static Verdicts verdicts(HistoryFolder history, AppModel model, Optional<Demands> budgets) {
        try {
            return Judge.judge(history, model, budgets);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static BadInputException unreadable(IllegalArgumentException e) {
        return new BadInputException(e.getMessage() + ": expected an entry of a history (docs/history.md)");
    }

    private static AppModel model(RunDirectory directory) {
        return RecordedFile.read(directory.model(), text -> EntryCodec.json().readValue(text, AppModel.class));
    }
}
