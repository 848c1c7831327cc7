package tribunal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tribunal.command.ScenarioPages;

@Command(
        name = "schema",
        description = "Prints the JSON Schema of scenario files, for editors, as docs/scenario.schema.json.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.print(ScenarioPages.schema());
        return 0;
    }
}
