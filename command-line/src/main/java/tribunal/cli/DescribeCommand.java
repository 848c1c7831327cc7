package tribunal.cli;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tribunal.command.ScenarioPages;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.input.TextFile;
import tribunal.scenario.model.ModelFile;
import tribunal.scenario.model.ModelText;

@Command(
        name = "describe",
        description = "Explains a scenario: phases, traffic, planned faults, demanded guarantees and why; or a model.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "a scenario's name or file")
    private Optional<String> scenario = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE", description = "explains this model of an app instead")
    private Optional<String> model = Optional.empty();

    @Spec
    @Nullable
    private CommandSpec command;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the planned faults (default: 42)")
    private long seed = 42;

    @Option(names = "--rate", paramLabel = "N", description = "orders per second")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--duration", paramLabel = "TIME", description = "the storm's length, such as 15s")
    private Optional<String> duration = Optional.empty();

    @Override
    public Integer call() {
        if (scenario.isPresent() == model.isPresent()) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "expected either NAME or --model FILE");
        }
        if (model.isPresent()) {
            ModelText.lines(ModelFile.read(TextFile.path(model.get()))).forEach(System.out::println);
            return 0;
        }
        ScenarioOverrides overrides = new ScenarioOverrides(rate, duration, Optional.empty());
        ScenarioPages.describe(scenario.orElseThrow(), overrides, seed).forEach(System.out::println);
        return 0;
    }
}
