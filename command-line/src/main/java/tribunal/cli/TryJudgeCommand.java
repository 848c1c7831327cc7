package tribunal.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.simulate.JudgeTrial;

@Command(
        name = "try-judge",
        description = "Puts the judge on trial: it must detect each lie, convict each defect, and pass the sound app.")
final class TryJudgeCommand extends RunsCommand {
    @Option(names = "--full", description = "seek each defect from 20 starts, and find its smallest story")
    private boolean full;

    @Option(names = "--page", paramLabel = "FILE", description = "write the matrix there, as Markdown")
    private Optional<Path> page = Optional.empty();

    @Override
    public Integer call() throws Exception {
        return new JudgeTrial(full, page).run(environment());
    }
}
