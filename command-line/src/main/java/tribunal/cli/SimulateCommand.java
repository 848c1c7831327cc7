package tribunal.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.simulate.SimulationBatch;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.input.BadInputException;

@Command(
        name = "simulate",
        description = "Runs many seeds of a scenario in virtual time, judges each, and shrinks what fails.")
final class SimulateCommand extends RunsCommand {
    @Option(names = "--scenario", paramLabel = "NAME", description = "a scenario's name or file (default: swarm)")
    private String scenario = "swarm";

    @Option(names = "--seeds", paramLabel = "N", description = "how many (default: 2000)")
    private long seeds = 2_000;

    @Option(names = "--seed", paramLabel = "N", description = "the first one (default: 1)")
    private long seed = 1;

    @Option(names = "--for", paramLabel = "TIME", description = "how long to simulate, such as 10m; replaces --seeds")
    private Optional<String> time = Optional.empty();

    @Option(names = "--defect", paramLabel = "NAME", description = "break the app on purpose: a known bug's name")
    private Optional<String> defect = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (seeds < 1) {
            throw new BadInputException("--seeds: \"" + seeds + "\": expected 1 or more");
        }
        Optional<Duration> bound = time.map(text -> ScenarioOverrides.time("--for", text));
        return new SimulationBatch(scenario, seed, seeds, bound, DefectOption.checked(defect)).run(environment());
    }
}
