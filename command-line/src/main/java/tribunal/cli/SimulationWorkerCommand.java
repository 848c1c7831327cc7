package tribunal.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.simulate.SimulationWorker;

/** The child process of {@code simulate} and {@code try-judge}; not for people. */
@Command(name = "simulation-worker", hidden = true, description = "Simulates on command from standard input.")
final class SimulationWorkerCommand implements Callable<Integer> {
    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--scenario", required = true)
    private String scenario = "";

    @Option(names = "--defect")
    private Optional<String> defect = Optional.empty();

    @Option(names = "--differing", required = true)
    private Path differing = Path.of("");

    @Override
    public Integer call() throws Exception {
        new SimulationWorker(threads, scenario, defect, differing, System.out).work();
        return 0;
    }
}
