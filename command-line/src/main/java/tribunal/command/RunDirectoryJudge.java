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
import tools.jackson.databind.JsonNode;
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
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.model.ModelFile;
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

    /**
     * Judges a history by a model of the user's, writes its reports and prints the summary; returns the exit code. The
     * history may come from another tool. Throws BadInputException with all problems of the model, or of the history.
     */
    public static int judgeAndPrint(
            RunDirectory directory, Path model, Optional<Demands> budgets, CommandEnvironment environment)
            throws IOException {
        AppModel promises = ModelFile.read(model);
        ForeignHistory.check(directory);
        try (HistoryFolder history = history(directory)) {
            RunInfo info = ForeignHistory.info(directory, history, model);
            Verdicts verdicts = verdicts(history, promises, budgets);
            Reports.writeAll(info, history, verdicts);
            return printSummary(new JudgedRun(info, verdicts), environment);
        }
    }

    /** Prints the verdicts, and appends them to the CI's summary; returns the exit code. */
    public static int printSummary(JudgedRun judged, CommandEnvironment environment) throws IOException {
        GitHubStepSummary.append(judged.info().directory().resolve("summary.md"), environment);
        environment.print(TerminalReport.lines(judged.info(), judged.verdicts()));
        return judged.verdicts().exitCode();
    }

    /** Judges a run and writes its reports; budgets replace those of the run. */
    public static JudgedRun judgeAndWriteReports(RunDirectory directory, Optional<Demands> budgets) throws IOException {
        if (directory.isForeign()) {
            throw new BadInputException(
                    "%s: holds no run.json: if another tool wrote this history, name its model: ./tribunal judge --model FILE %s"
                            .formatted(directory.path(), directory.path()));
        }
        RunJson run = RunJson.read(directory);
        try (HistoryFolder history = history(directory)) {
            Verdicts verdicts = verdicts(history, model(directory, run), budgets);
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

    /** The model of a run. Models of version 1 were all of Foodcourt, and said less than today's. */
    private static AppModel model(RunDirectory directory, RunJson run) {
        JsonNode model = RecordedFile.read(directory.model(), EntryCodec.json()::readTree);
        return model.has("entities")
                ? RecordedFile.read(directory.model(), text -> EntryCodec.json().readValue(text, AppModel.class))
                : ScenarioCatalogue.model(run.scenario());
    }
}
