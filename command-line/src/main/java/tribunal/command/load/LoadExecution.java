package tribunal.command.load;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tribunal.command.RunDirectoryJudge;
import tribunal.command.directory.RunDirectory;
import tribunal.command.directory.RunJson;
import tribunal.command.environment.CommandEnvironment;
import tribunal.command.environment.ProgressView;
import tribunal.history.JudgeLimits;
import tribunal.load.LoadRequest;
import tribunal.load.LoadRun;
import tribunal.load.database.DatabaseOption;
import tribunal.load.database.EmbeddedDatabaseOption;
import tribunal.load.harness.LoadStatus;
import tribunal.load.outage.LoadOutages;
import tribunal.report.text.NumberText;
import tribunal.scenario.AppSettings;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.input.BadInputException;
import tribunal.verify.Judge;

/**
 * An execution of a scenario under real load, from reading the scenario to the verdict and the reports.
 *
 * @param scenario name in the catalogue, or a file
 * @param defect the app's defect to switch on
 * @param nodes number of the app's processes; empty for the scenario's number
 * @param settings settings of the app that differ from the scenario's
 */
public record LoadExecution(
        String scenario,
        long seed,
        ScenarioOverrides overrides,
        Optional<String> defect,
        DatabaseOption database,
        OptionalInt nodes,
        AppSettings settings) {
    static final String RATE = "rate";
    static final String NODES = "nodes";
    static final String FAULTS = "faults";

    /**
     * Makes the run, judges it, and prints and writes the reports; returns the exit code. Throws BadInputException
     * before anything is started, or LoadFailureException if the harness failed: the run directory keeps the files so
     * far.
     */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        return RunDirectoryJudge.printSummary(runAndJudge(environment), environment);
    }

    /**
     * Returns this run with another rate, number of nodes, or setting, or with the faults of another scenario; throws
     * BadInputException for a bad value.
     */
    LoadExecution with(String what, String value) {
        return switch (what) {
            case RATE -> with(overrides.withRate(value));
            case FAULTS -> with(overrides.withFaults(value));
            case NODES -> with(nodes(value), settings);
            default -> with(nodes, settings.with(what, value));
        };
    }

    private LoadExecution with(ScenarioOverrides other) {
        return new LoadExecution(scenario, seed, other, defect, database, nodes, settings);
    }

    private LoadExecution with(OptionalInt count, AppSettings other) {
        return new LoadExecution(scenario, seed, overrides, defect, database, count, other);
    }

    /**
     * Parses the number of the app's processes, from 1 to {@link Scenario#NODES_MAX}; else throws BadInputException.
     */
    public static OptionalInt nodes(String text) {
        if (!text.matches("[0-9]") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > Scenario.NODES_MAX) {
            throw new BadInputException("--nodes: \"" + text + "\": expected 1 to " + Scenario.NODES_MAX);
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private Scenario resolvedScenario() {
        return new ScenarioCatalogue(Judge.GUARANTEES)
                .resolved(scenario, overrides, seed)
                .withAppSettings(settings);
    }

    /** @throws BadInputException if this machine or the database cannot carry out the run */
    void check(CommandEnvironment environment) {
        check(resolvedScenario(), environment);
    }

    private void check(Scenario resolved, CommandEnvironment environment) {
        LoadRun.check(resolved, seed, environment.runs());
        database.check(environment.runs(), resolved.app().connections(count(resolved)));
    }

    private int count(Scenario resolved) {
        return nodes.orElse(resolved.nodes());
    }

    RunDirectoryJudge.JudgedRun runAndJudge(CommandEnvironment environment) throws IOException, InterruptedException {
        RunDirectoryJudge.JudgedRun judged =
                RunDirectoryJudge.judgeAndWriteReports(execute(environment), Optional.empty());
        RunIndex.add(judged, environment);
        return judged;
    }

    private RunDirectory execute(CommandEnvironment environment) throws IOException, InterruptedException {
        Scenario resolved = resolvedScenario();
        int count = count(resolved);
        check(resolved, environment);
        RunJson run = new RunJson(
                resolved,
                seed,
                "load",
                defect,
                replay(),
                database.shown(),
                count,
                resolved.app().byName(),
                resolved.app().limits(JudgeLimits.DEFAULT),
                RunJson.thisMachine(),
                Instant.now());
        environment.print(LoadOutages.of(resolved.outages(), database).notices());
        RunDirectory directory = RunDirectory.create(environment, run);
        try (ProgressView view = new ProgressView(environment)) {
            LoadRun.run(new LoadRequest(
                    resolved,
                    seed,
                    ScenarioCatalogue.model(resolved),
                    resolved.app().limits(JudgeLimits.DEFAULT),
                    database,
                    count,
                    directory.path(),
                    environment.distribution(),
                    defect,
                    status -> view.show(line(status), status.activity(), status.at())));
        }
        return directory;
    }

    /** Returns the line of progress, for a terminal of 110 characters. */
    static String line(LoadStatus status) {
        return "%-9s %4d s  %s/%s done  p99 place-order %s  fan-out %s  %s  backlog %s"
                .formatted(
                        status.activity(),
                        status.at() / 1_000_000_000,
                        NumberText.count(status.done()),
                        NumberText.count(status.placed()),
                        NumberText.millisText(status.placeOrderP99Nanos()),
                        NumberText.millisText(status.fanOutP99Nanos()),
                        NumberText.count(status.faults(), "fault", "faults"),
                        NumberText.count(status.backlog()));
    }

    String replay() {
        StringBuilder line = new StringBuilder(
                database.environment() + "./tribunal load --scenario " + quoted(scenario) + " --seed " + seed);
        overrides.rate().ifPresent(rate -> line.append(" --rate ").append(rate));
        overrides.duration().ifPresent(storm -> line.append(" --duration ").append(storm));
        overrides.faults().ifPresent(faults -> line.append(" --faults ").append(quoted(faults)));
        overrides.budgets().ifPresent(file -> line.append(" --budgets ").append(quoted(file)));
        defect.ifPresent(name -> line.append(" --defect ").append(name));
        if (!(database instanceof EmbeddedDatabaseOption)) {
            line.append(" --database ").append(quoted(database.shown()));
        }
        nodes.ifPresent(count -> line.append(" --nodes ").append(count));
        settings.byName()
                .forEach((name, value) ->
                        line.append(" --set ").append(name).append('=').append(value));
        return line.toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=:,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
