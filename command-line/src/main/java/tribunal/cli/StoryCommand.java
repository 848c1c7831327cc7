package tribunal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tribunal.command.EntityStory;
import tribunal.command.directory.RunDirectory;

@Command(
        name = "story",
        description =
                "Shows what happened to one order of a run: its states, its effects, and the deliveries hit by faults.",
        mixinStandardHelpOptions = true)
final class StoryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN-DIR", description = "such as target/runs/latest")
    private Path run = Path.of("");

    @Parameters(index = "1", paramLabel = "ORDER", description = "the beginning of its id, as verdicts show it")
    private String entity = "";

    @Option(names = "--all", description = "every attempt of every delivery")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        EntityStory.lines(RunDirectory.open(run), entity, all).forEach(System.out::println);
        return 0;
    }
}
