package tribunal.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tribunal.history.Requirements;
import tribunal.scenario.file.Catalogue;
import tribunal.scenario.yaml.TextFile;

/** The option that puts other budgets in the place of a scenario's own. */
final class BudgetsOption {
    @Option(
            names = "--budgets",
            paramLabel = "FILE",
            description = "budgets to hold it to instead of the scenario's own: YAML with budgets: as in a scenario")
    private @Nullable String file;

    /** As it was written. */
    Optional<String> name() {
        return Optional.ofNullable(file);
    }

    /** @throws tribunal.scenario.yaml.BadInputException if it cannot be understood */
    Optional<Requirements> read() {
        return name().map(name -> Catalogue.budgets(TextFile.path(name)));
    }
}
