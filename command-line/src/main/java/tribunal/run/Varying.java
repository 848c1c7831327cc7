package tribunal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tribunal.report.VariationReport;
import tribunal.report.VariationReport.Varied;
import tribunal.scenario.BadInput;
import tribunal.scenario.Dial;
import tribunal.scenario.Nearest;

/**
 * Several runs of one scenario with one thing varied.
 *
 * @param what {@code rate}, {@code nodes}, or a dial of the app
 * @param values as written, in the order in which they are run
 */
public record Varying(Loading loading, String what, List<String> values) {
    private static final List<String> KNOWN = Stream.concat(
                    Stream.of(Loading.RATE, Loading.NODES), Dial.labels().stream())
            .toList();

    /**
     * As it is written on the command line.
     *
     * @param written {@code rate=50,100,200}
     * @throws BadInput if nothing is called so, or one of the values cannot be
     */
    public static Varying of(Loading loading, String written, Environment environment) {
        int equals = written.indexOf('=');
        String what = equals < 0 ? written : written.substring(0, equals);
        if (!KNOWN.contains(what)) {
            throw new BadInput("--vary: \"" + what + "\": expected one of " + String.join(", ", KNOWN)
                    + Nearest.hint(what, KNOWN));
        }
        List<String> values = equals < 0
                ? List.of()
                : Stream.of(written.substring(equals + 1).split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (values.size() < 2) {
            throw new BadInput("--vary: \"" + written + "\": expected two values or more, such as rate=50,100,200");
        }
        values.forEach(value -> loading.with(what, value).check(environment));
        return new Varying(loading, what, values);
    }

    /**
     * Runs one after the other, prints a line for each and the conclusion, and writes a page beside the folder of runs.
     *
     * @return the exit code
     */
    public int run(Environment environment) throws IOException, InterruptedException {
        List<Varied> runs = new ArrayList<>();
        for (String value : values) {
            Judging.Judged judged = loading.with(what, value).judged(environment);
            runs.add(new Varied(value, judged.info().directory(), judged.verdicts()));
            if (runs.size() == 1) {
                environment.out().println(new VariationReport(what, runs).header());
            }
            environment.out().println(VariationReport.line(runs.getLast()));
        }
        return conclude(new VariationReport(what, runs), environment);
    }

    private static int conclude(VariationReport report, Environment environment) throws IOException {
        Path folder = Files.createDirectories(environment.runs().resolveSibling("compare"));
        report.write(folder);
        StepSummary.append(folder.resolve("vary.md"), environment);
        environment
                .out()
                .println("report  " + folder.resolve(VariationReport.HTML).toUri());
        environment.out().println(report.conclusion());
        return report.exit();
    }
}
