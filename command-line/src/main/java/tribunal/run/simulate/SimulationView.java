package tribunal.run.simulate;

import java.util.Map;
import java.util.TreeMap;
import tribunal.report.SimulationReport;
import tribunal.run.directory.CommandEnvironment;
import tribunal.run.simulate.BatchResult.Finding;

/** Shows the progress of a simulation: on a terminal one changing line, else a line every 5 seconds. */
final class SimulationView implements AutoCloseable {
    private static final long PLAIN_EVERY_NANOS = 5_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final CommandEnvironment environment;
    private long next = PLAIN_EVERY_NANOS;

    SimulationView(CommandEnvironment environment) {
        this.environment = environment;
    }

    void show(BatchResult result, long took) {
        Map<String, Integer> failures = new TreeMap<>();
        result.findings().stream().filter(Finding::proven).forEach(f -> failures.merge(f.guarantee(), 1, Integer::sum));
        String text = SimulationReport.progressLine(
                new SimulationReport.Volume(
                        result.seeds(), result.orders(), result.entries(), result.nanos(), took, result.repeated()),
                result.faults().values().stream().mapToLong(n -> n).sum(),
                failures);
        if (environment.isTerminal()) {
            environment.out().print(CLEAR + text);
            environment.out().flush();
        } else if (took > next) {
            environment.out().println(text);
            next = took + PLAIN_EVERY_NANOS;
        }
    }

    @Override
    public void close() {
        if (environment.isTerminal()) {
            environment.out().print(CLEAR);
            environment.out().flush();
        }
    }
}
