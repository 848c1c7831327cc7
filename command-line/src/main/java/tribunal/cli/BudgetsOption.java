package tribunal.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import tribunal.history.Demands;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.input.TextFile;

/** The option {@code --budgets}, which replaces a scenario's own budgets. */
final class BudgetsOption {
    @Option(
            names = "--budgets",
            paramLabel = "FILE",
            description = "budgets that replace the scenario's own: YAML with budgets: as in a scenario")
    private Optional<String> file = Optional.empty();

    Optional<String> name() {
        return file;
    }

    /** @throws tribunal.scenario.input.BadInputException if the file cannot be understood */
    Optional<Demands> read() {
        return file.map(name -> ScenarioCatalogue.budgets(TextFile.path(name)));
    }
}
