package tribunal.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tribunal.load.DatabaseChoice;
import tribunal.run.Loading;
import tribunal.scenario.BadInput;
import tribunal.scenario.Overrides;

@Command(
        name = "load",
        description = "Runs a scenario for real (PostgreSQL, HTTP, WebSockets), judges it, and reports.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    private static final int NODES_MAX = 4;

    @Option(names = "--scenario", paramLabel = "NAME", description = "a scenario's name or file (default: steady)")
    private String scenario = "steady";

    @Option(names = "--seed", paramLabel = "N", description = "what all chance comes from (default: 42)")
    private long seed = 42;

    @Option(names = "--rate", paramLabel = "N", description = "orders per second: 40 or 40/s")
    private @Nullable String rate;

    @Option(names = "--duration", paramLabel = "TIME", description = "the storm's length, such as 15s")
    private @Nullable String duration;

    @Option(names = "--faults", paramLabel = "NAME", description = "off, or the scenario whose faults are injected")
    private @Nullable String faults;

    @Option(names = "--defect", paramLabel = "NAME", description = "break the app on purpose: a known bug's name")
    private @Nullable String defect;

    @Option(
            names = "--database",
            paramLabel = "WHICH",
            description = "embedded (default), container, or jdbc:postgresql://host/database?user=…&password=…")
    private String database = "embedded";

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "processes of the app, 1 to 4 (default: as the scenario says)")
    private @Nullable Integer nodes;

    @Mixin
    private final BudgetsFile budgets = new BudgetsFile();

    @Mixin
    private final RunsFolder runs = new RunsFolder();

    @Override
    public Integer call() throws Exception {
        Overrides overrides = new Overrides(
                Optional.ofNullable(rate), Optional.ofNullable(duration), Optional.ofNullable(faults), budgets.name());
        return new Loading(
                        scenario, seed, overrides, KnownDefect.of(defect), DatabaseChoice.of(database), checkedNodes())
                .run(runs.environment());
    }

    private OptionalInt checkedNodes() {
        if (nodes == null) {
            return OptionalInt.empty();
        }
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new BadInput("--nodes: \"" + nodes + "\": expected 1 to " + NODES_MAX);
        }
        return OptionalInt.of(nodes);
    }
}
