package tribunal.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tribunal.history.Demands;
import tribunal.scenario.Catalogue;
import tribunal.scenario.TextFile;

/** The option that puts other budgets in the place of a scenario's own. */
final class BudgetsFile {
    @Option(
            names = "--budgets",
            paramLabel = "FILE",
            description = "budgets to hold it to instead of the scenario's own: YAML with budgets: as in a scenario")
    private @Nullable String file;

    /** As it was written. */
    Optional<String> name() {
        return Optional.ofNullable(file);
    }

    /** @throws tribunal.scenario.BadInput if it cannot be understood */
    Optional<Demands> read() {
        return name().map(name -> Catalogue.budgets(TextFile.path(name)));
    }
}
