package tribunal.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tribunal.command.ScenarioPages;
import tribunal.scenario.ScenarioOverrides;

@Command(
        name = "describe",
        description = "Explains a scenario: phases, traffic, planned faults, demanded guarantees and why.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "a scenario's name or file")
    private String scenario = "";

    @Option(names = "--seed", paramLabel = "N", description = "seed of the planned faults (default: 42)")
    private long seed = 42;

    @Option(names = "--rate", paramLabel = "N", description = "orders per second")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--duration", paramLabel = "TIME", description = "the storm's length, such as 15s")
    private Optional<String> duration = Optional.empty();

    @Override
    public Integer call() {
        ScenarioOverrides overrides = new ScenarioOverrides(rate, duration, Optional.empty());
        ScenarioPages.describe(scenario, overrides, seed).forEach(System.out::println);
        return 0;
    }
}
