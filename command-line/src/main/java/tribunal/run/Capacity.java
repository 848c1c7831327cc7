package tribunal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tribunal.history.StoredHistory;
import tribunal.load.DatabaseChoice;
import tribunal.report.CapacityReport;
import tribunal.scenario.Dial;
import tribunal.scenario.Dials;
import tribunal.scenario.Overrides;
import tribunal.verify.CapacityStep;
import tribunal.verify.Usage;

/**
 * How many orders a second the app bears: one run after the other, each at a higher rate, until a guarantee or budget
 * breaks or the backlog grows; then between the last that was borne and the first that was not. Every run is judged whole
 * and stays in its own directory.
 *
 * @param from the first rate, in orders per second
 * @param to the highest rate to try
 * @param storm how long each rate is held, as written on the command line
 */
public record Capacity(String scenario, long seed, double from, double to, String storm) {
    private static final double STEP = 1.5;
    private static final double CLOSE_ENOUGH = 1.12;

    /**
     * Searches, prints a line for each rate and the conclusion.
     *
     * @return 0, or 1 if a guarantee was INVALID at any rate
     */
    public int run(Environment environment) throws IOException, InterruptedException {
        environment.out().println(CapacityReport.header());
        List<CapacityStep> steps = new ArrayList<>();
        double borne = 0;
        double tooMuch = Double.POSITIVE_INFINITY;
        for (double rate = from; rate <= to && tooMuch / Math.max(borne, 1) > CLOSE_ENOUGH; ) {
            CapacityStep step = step(rate, environment);
            steps.add(step);
            environment.out().println(CapacityReport.line(step));
            if (step.broken().isPresent()) {
                tooMuch = rate;
            } else {
                borne = rate;
            }
            if (borne == 0) {
                break;
            }
            rate = Math.rint(Double.isInfinite(tooMuch) ? borne * STEP : Math.sqrt(borne * tooMuch));
        }
        return conclude(new CapacityReport(steps, Integer.parseInt(Dial.POOL.usual())), environment);
    }

    private static int conclude(CapacityReport report, Environment environment) throws IOException {
        report.conclusion().forEach(environment.out()::println);
        Path folder = Files.createDirectories(environment.runs().resolveSibling("capacity"));
        report.write(folder);
        environment
                .out()
                .println("report      " + folder.resolve("capacity.txt").toUri());
        return report.steps().stream().anyMatch(s -> s.verdicts().exit() == 1) ? 1 : 0;
    }

    private CapacityStep step(double rate, Environment environment) throws IOException, InterruptedException {
        Overrides overrides = new Overrides(
                Optional.of(String.format(Locale.ROOT, "%.0f/s", rate)), Optional.of(storm), Optional.empty());
        Judging.Judged judged = new Loading(
                        scenario,
                        seed,
                        overrides,
                        Optional.empty(),
                        new DatabaseChoice.Embedded(),
                        OptionalInt.empty(),
                        Dials.USUAL)
                .judged(environment);
        RunDirectory directory = new RunDirectory(judged.info().directory());
        try (StoredHistory history = StoredHistory.open(directory.history())) {
            return new CapacityStep(rate, judged.verdicts(), Usage.of(history));
        }
    }
}
