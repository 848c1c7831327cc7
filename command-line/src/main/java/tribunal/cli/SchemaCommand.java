package tribunal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tribunal.command.ScenarioPages;
import tribunal.scenario.model.HistoryFormat;
import tribunal.scenario.model.ModelFile;

@Command(
        name = "schema",
        description = "Prints the JSON Schema of scenario files, models or histories, as in docs/.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    /** The forms of input that have a schema. */
    private enum Form {
        scenario,
        model,
        history
    }

    @Parameters(
            paramLabel = "FORM",
            arity = "0..1",
            defaultValue = "scenario",
            description = "one of ${COMPLETION-CANDIDATES} (default: scenario)")
    private Form form = Form.scenario;

    @Override
    public Integer call() {
        System.out.print(
                switch (form) {
                    case scenario -> ScenarioPages.schema();
                    case model -> ModelFile.schema();
                    case history -> HistoryFormat.schema();
                });
        return 0;
    }
}
