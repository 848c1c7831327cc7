package tribunal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.ScenarioPages;

@Command(
        name = "scenarios",
        description = "Lists the scenarios that come with Tribunal, each with its promise.",
        mixinStandardHelpOptions = true)
final class ScenariosCommand implements Callable<Integer> {
    @Option(names = "--markdown", description = "the whole page, as docs/scenarios.md")
    private boolean markdown;

    @Override
    public Integer call() {
        if (markdown) {
            System.out.print(ScenarioPages.page());
        } else {
            ScenarioPages.list().forEach(System.out::println);
        }
        return 0;
    }
}
