package tribunal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tribunal.run.Environment;
import tribunal.run.Judging;
import tribunal.run.RunDirectory;

@Command(
        name = "judge",
        description = "Judges an old run again, from its history, and writes its reports anew.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN-DIR", description = "such as target/runs/latest")
    private Path run = Path.of("");

    @Mixin
    private final BudgetsFile budgets = new BudgetsFile();

    @Override
    public Integer call() throws Exception {
        return Judging.judge(RunDirectory.open(run), budgets.read(), Environment.of(Path.of("."), run));
    }
}
