package tribunal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tribunal.command.load.LoadExecution;
import tribunal.history.Demands;
import tribunal.load.database.DatabaseOption;
import tribunal.scenario.AppSettings;
import tribunal.scenario.ScenarioOverrides;

/** The options of a run under real load, shared by all commands that make such runs. */
final class LoadOptions {
    @Option(names = "--scenario", paramLabel = "NAME", description = "a scenario's name or file (default: steady)")
    private String scenario = "steady";

    @Option(names = "--seed", paramLabel = "N", description = "source of all randomness (default: 42)")
    private long seed = 42;

    @Option(names = "--rate", paramLabel = "N", description = "orders per second: 40 or 40/s")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--duration", paramLabel = "TIME", description = "the storm's length, such as 15s")
    private Optional<String> duration = Optional.empty();

    @Option(names = "--faults", paramLabel = "NAME", description = "off, or the scenario whose faults are injected")
    private Optional<String> faults = Optional.empty();

    @Option(names = "--defect", paramLabel = "NAME", description = "break the app on purpose: a known bug's name")
    private Optional<String> defect = Optional.empty();

    @Option(
            names = "--database",
            paramLabel = "WHICH",
            description = "embedded (default), container, or jdbc:postgresql://host/database?user=…&password=…")
    private String database = "embedded";

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "processes of the app, 1 to 4 (default: as the scenario says)")
    private Optional<String> nodes = Optional.empty();

    @Mixin
    private final BudgetsOption budgets = new BudgetsOption();

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description = "another setting of the app: pool, queue-pool, concurrency, lease, delivery-timeout or poll")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** @throws tribunal.scenario.input.BadInputException if the budgets file cannot be understood */
    Optional<Demands> budgets() {
        return budgets.read();
    }

    /** @throws tribunal.scenario.input.BadInputException if an option has an invalid value */
    LoadExecution loadExecution() {
        return new LoadExecution(
                scenario,
                seed,
                new ScenarioOverrides(rate, duration, faults, budgets.name()),
                DefectOption.checked(defect),
                DatabaseOption.of(database),
                nodes.map(LoadExecution::nodes).orElse(OptionalInt.empty()),
                AppSettings.of(settings));
    }
}
