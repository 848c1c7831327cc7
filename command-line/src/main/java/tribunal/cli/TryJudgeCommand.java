package tribunal.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tribunal.run.simulate.JudgeTrial;

@Command(
        name = "try-judge",
        description = "Puts the judge on trial: it must detect each lie, convict each defect, and pass the sound app.",
        mixinStandardHelpOptions = true)
final class TryJudgeCommand implements Callable<Integer> {
    @Option(names = "--full", description = "seek each defect from 20 starts, and find its smallest story")
    private boolean full;

    @Option(names = "--page", paramLabel = "FILE", description = "write the matrix there, as Markdown")
    private @Nullable Path page;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Override
    public Integer call() throws Exception {
        return new JudgeTrial(full, Optional.ofNullable(page)).run(runs.environment());
    }
}
