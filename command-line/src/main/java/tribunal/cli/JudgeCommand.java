package tribunal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tribunal.command.RunDirectoryJudge;
import tribunal.command.directory.RunDirectory;
import tribunal.command.environment.CommandEnvironment;

@Command(
        name = "judge",
        description = "Judges an old run again, from its history, and rewrites its reports.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN-DIR", description = "such as target/runs/latest")
    private Path run = Path.of("");

    @Mixin
    private final BudgetsOption budgets = new BudgetsOption();

    @Override
    public Integer call() throws Exception {
        return RunDirectoryJudge.judgeAndPrint(RunDirectory.open(run), budgets.read(), CommandEnvironment.of(run));
    }
}
