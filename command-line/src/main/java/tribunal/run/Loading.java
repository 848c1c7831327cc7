package tribunal.run;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tribunal.history.Codec;
import tribunal.load.DatabaseChoice;
import tribunal.load.LoadRequest;
import tribunal.load.LoadRun;
import tribunal.scenario.BadInput;
import tribunal.scenario.Catalogue;
import tribunal.scenario.Dials;
import tribunal.scenario.Overrides;
import tribunal.scenario.Scenario;
import tribunal.verify.Judge;

/**
 * A run under real load, from the scenario to the verdict.
 *
 * @param scenario of the catalogue, or a file
 * @param defect the app's bug to switch on
 * @param nodes how many processes of the app share the database, if not as many as the scenario says
 * @param dials settings of the app that differ from the scenario's
 */
public record Loading(
        String scenario,
        long seed,
        Overrides overrides,
        Optional<String> defect,
        DatabaseChoice database,
        OptionalInt nodes,
        Dials dials) {
    static final String RATE = "rate";
    static final String NODES = "nodes";

    /**
     * Runs, judges, reports.
     *
     * @return the exit code
     * @throws tribunal.scenario.BadInput before anything was started
     * @throws tribunal.load.LoadFailure if the harness failed; the run directory keeps what there is
     */
    public int run(Environment environment) throws IOException, InterruptedException {
        return Judging.print(judged(environment), environment);
    }

    /**
     * The same with one thing changed.
     *
     * @param what {@code rate}, {@code nodes}, or a dial of the app
     * @throws BadInput if it cannot have that value
     */
    Loading with(String what, String value) {
        Overrides changed = what.equals(RATE) ? overrides.withRate(value) : overrides;
        OptionalInt count = what.equals(NODES) ? nodes(value) : nodes;
        Dials turned = what.equals(RATE) || what.equals(NODES) ? dials : dials.with(what, value);
        return new Loading(scenario, seed, changed, defect, database, count, turned);
    }

    /**
     * How many processes of the app are asked for.
     *
     * @throws BadInput if there cannot be so many
     */
    public static OptionalInt nodes(String text) {
        if (!text.matches("[0-9]") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > Scenario.NODES_MAX) {
            throw new BadInput("--nodes: \"" + text + "\": expected 1 to " + Scenario.NODES_MAX);
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private Scenario script() {
        return new Catalogue(Judge.GUARANTEES).script(scenario, overrides, seed).with(dials);
    }

    /** @throws BadInput if it cannot be run */
    void check(Environment environment) {
        check(script(), environment);
    }

    private void check(Scenario script, Environment environment) {
        LoadRun.check(script, seed, environment.runs());
        database.check(environment.runs(), script.app().connections(count(script)));
    }

    private int count(Scenario script) {
        return nodes.orElse(script.nodes());
    }

    /** Runs, judges and writes the reports. */
    Judging.Judged judged(Environment environment) throws IOException, InterruptedException {
        Judging.Judged judged = Judging.report(record(environment));
        RunsFile.add(judged, environment);
        return judged;
    }

    private RunDirectory record(Environment environment) throws IOException, InterruptedException {
        Scenario script = script();
        int count = count(script);
        check(script, environment);
        RunJson run = new RunJson(
                script,
                seed,
                "load",
                defect,
                replay(),
                database.shown(),
                count,
                script.app().named(),
                script.app().limits(Catalogue.limits()),
                RunJson.thisMachine(),
                Instant.now());
        RunDirectory directory =
                RunDirectory.create(environment, run, Codec.json().writeValueAsString(Catalogue.model()));
        try (LiveView view = new LiveView(environment)) {
            LoadRun.run(new LoadRequest(
                    script,
                    seed,
                    Catalogue.model(),
                    script.app().limits(Catalogue.limits()),
                    database,
                    count,
                    directory.path(),
                    environment.distribution(),
                    defect,
                    view::show));
        }
        return directory;
    }

    /** The line that runs it again. */
    String replay() {
        StringBuilder line = new StringBuilder(
                database.environment() + "./tribunal load --scenario " + quoted(scenario) + " --seed " + seed);
        overrides.rate().ifPresent(rate -> line.append(" --rate ").append(rate));
        overrides.duration().ifPresent(storm -> line.append(" --duration ").append(storm));
        overrides.faults().ifPresent(faults -> line.append(" --faults ").append(quoted(faults)));
        overrides.budgets().ifPresent(file -> line.append(" --budgets ").append(quoted(file)));
        defect.ifPresent(name -> line.append(" --defect ").append(name));
        if (!(database instanceof DatabaseChoice.Embedded)) {
            line.append(" --database ").append(quoted(database.shown()));
        }
        nodes.ifPresent(count -> line.append(" --nodes ").append(count));
        dials.named()
                .forEach((name, value) ->
                        line.append(" --set ").append(name).append('=').append(value));
        return line.toString();
    }

    /** As a shell must have it. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=:,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
