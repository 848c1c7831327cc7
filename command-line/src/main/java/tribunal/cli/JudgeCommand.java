package tribunal.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tribunal.command.RunDirectoryJudge;
import tribunal.command.directory.RunDirectory;
import tribunal.command.environment.CommandEnvironment;
import tribunal.scenario.input.TextFile;

@Command(
        name = "judge",
        description = "Judges a run again, or any history by a model of yours, and writes the reports anew.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN-DIR", description = "such as target/runs/latest")
    private Path run = Path.of("");

    @Mixin
    private final BudgetsOption budgets = new BudgetsOption();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "judges a history by this model (docs/model.md); another tool may have written it")
    private Optional<String> model = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (model.isPresent()) {
            return RunDirectoryJudge.judgeAndPrint(
                    RunDirectory.openForeign(run),
                    TextFile.path(model.get()),
                    budgets.read(),
                    CommandEnvironment.of(run));
        }
        return RunDirectoryJudge.judgeAndPrint(RunDirectory.open(run), budgets.read(), CommandEnvironment.of(run));
    }
}
