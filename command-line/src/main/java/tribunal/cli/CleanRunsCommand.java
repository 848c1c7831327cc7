package tribunal.cli;

import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tribunal.command.directory.RunRetention;
import tribunal.scenario.input.BadInputException;

@Command(name = "clean-runs", description = "Deletes old runs: keeps the newest of each scenario.")
final class CleanRunsCommand extends RunsCommand {
    private static final double BYTES_PER_MIB = 1 << 20;

    @Option(names = "--keep", paramLabel = "N", description = "how many runs of each scenario stay (default: 5)")
    private int keep = 5;

    @Override
    public Integer call() throws Exception {
        if (keep < 0) {
            throw new BadInputException(
                    "--keep: \"" + keep + "\": expected how many runs of each scenario stay, 0 or more");
        }
        RunRetention.DeletedRuns freed = new RunRetention(keep).clean(runs());
        System.out.printf(
                Locale.ROOT,
                "%d runs deleted, %.1f MiB freed; the newest %d of each scenario stay%n",
                freed.runs(),
                freed.bytes() / BYTES_PER_MIB,
                keep);
        return 0;
    }
}
