package tribunal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.load.CapacitySearch;
import tribunal.scenario.input.BadInputException;

@Command(
        name = "capacity",
        description = "Raises the rate run by run until something breaks; reports the knee and the bottleneck.")
final class CapacityCommand extends RunsCommand {
    private static final double RATE_MAX = 10_000;

    @Option(names = "--scenario", paramLabel = "NAME", description = "what to run at each rate (default: calm)")
    private String scenario = "calm";

    @Option(names = "--seed", paramLabel = "N", description = "source of all randomness (default: 42)")
    private long seed = 42;

    @Option(names = "--from", paramLabel = "N", description = "the first rate, in orders per second (default: 20)")
    private double from = 20;

    @Option(names = "--to", paramLabel = "N", description = "the highest rate to try (default: 1000)")
    private double to = 1_000;

    @Option(names = "--duration", paramLabel = "TIME", description = "how long each rate is held (default: 10s)")
    private String duration = "10s";

    @Override
    public Integer call() throws Exception {
        if (!(from >= 1 && from <= to && to <= RATE_MAX)) {
            throw new BadInputException("--from " + from + " --to " + to
                    + ": expected rates from 1 to 10000 orders per second, the first not above the second");
        }
        return new CapacitySearch(scenario, seed, from, to, duration).run(environment());
    }
}
