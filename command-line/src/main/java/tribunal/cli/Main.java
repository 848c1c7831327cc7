package tribunal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tribunal.load.LoadFailure;
import tribunal.scenario.BadInput;
import tribunal.scenario.Nearest;

/** {@code ./tribunal}: puts 3factor apps on trial. */
@Command(
        name = "tribunal",
        description = "Puts a 3factor app on trial: scripted traffic, injected faults, verdicts with proof.",
        mixinStandardHelpOptions = true,
        version = "tribunal 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LoadCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            SimulationWorkerCommand.class,
            TryJudgeCommand.class,
            CapacityCommand.class,
            CompareCommand.class,
            JudgeCommand.class,
            StoryCommand.class,
            AppCommand.class,
            ScenariosCommand.class,
            DescribeCommand.class,
            SchemaCommand.class,
            CleanRunsCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  all demanded guarantees VALID, all budgets met",
            "   1  a guarantee INVALID",
            "   2  a demanded guarantee UNKNOWN",
            "   3  a budget missed",
            "  64  bad input",
            "  70  Tribunal itself failed"
        })
public final class Main {
    static final int BAD_INPUT = 64;
    private static final int FAILED = 70;

    private Main() {}

    public static void main(String[] arguments) {
        // What is written down is read by other machines.
        Locale.setDefault(Locale.ROOT);
        int exit = run(arguments);
        System.out.flush();
        // Gatling and the drivers leave threads behind that nobody needs any more.
        Runtime.getRuntime().halt(exit);
    }

    /** Runs a command; answers its exit code. */
    static int run(String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine line = line();
        line.setErr(err);
        line.setParameterExceptionHandler((e, _) -> badInput(err, e));
        line.setExecutionExceptionHandler((e, _, _) -> failed(err, e));
        line.setExecutionStrategy(parsed ->
                parsed.subcommands().isEmpty() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()
                        ? usage(line)
                        : new CommandLine.RunLast().execute(parsed));
        return line.execute(arguments);
    }

    /** All commands with their options. */
    static CommandLine line() {
        return new CommandLine(new Main());
    }

    private static int usage(CommandLine line) {
        line.usage(System.out);
        return 0;
    }

    private static int badInput(PrintWriter err, ParameterException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        err.println("tribunal: " + message + suggestion(e) + " (see ./tribunal --help)");
        return BAD_INPUT;
    }

    private static String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        Set<String> known = new TreeSet<>(e.getCommandLine().getSubcommands().keySet());
        e.getCommandLine().getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        return Nearest.hint(unmatched.getUnmatched().getFirst(), known);
    }

    private static int failed(PrintWriter err, Exception e) {
        if (e instanceof BadInput bad) {
            err.println("tribunal: " + bad.getMessage());
            return BAD_INPUT;
        }
        err.println("tribunal failed: " + (e instanceof LoadFailure ? e.getMessage() : e));
        if (!(e instanceof LoadFailure)) {
            e.printStackTrace(err);
        }
        return FAILED;
    }
}
