package tribunal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.input.TextFile;

/** The main class of {@code ./tribunal}: parses the command line, runs the command and returns its exit code. */
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
            PackagesCommand.class,
            CleanRunsCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  every demanded guarantee VALID, every budget of level fail met",
            "   1  a guarantee INVALID",
            "   2  a demanded guarantee UNKNOWN, or a latency that a budget of level",
            "      fail needs",
            "   3  a budget of level fail missed",
            "  64  bad input, or this machine lacks something; nothing was run",
            "  70  Tribunal itself failed, or try-judge found that the judge failed"
        })
public final class Main {
    static final int BAD_INPUT = 64;
    private static final int FAILED = 70;

    private Main() {}

    public static void main(String[] arguments) {
        // Files are read on other machines: write all numbers the same way.
        Locale.setDefault(Locale.ROOT);
        int exit = run(arguments);
        System.out.flush();
        // Gatling and the drivers leave threads behind that are no longer needed.
        Runtime.getRuntime().halt(exit);
    }

    /** Runs a command; returns its exit code. Nothing is thrown: 1 would mean that a guarantee is INVALID. */
    static int run(String... arguments) {
        try {
            return execute(new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
        } catch (Throwable e) {
            // Errors that picocli does not catch: no memory, no stack, a class that cannot be loaded.
            return failed(e);
        }
    }

    /**
     * Reports a failure of Tribunal itself; returns its exit code. It loads as few classes as possible, since there may
     * be no memory left.
     */
    private static int failed(Throwable e) {
        System.err.print("tribunal failed: ");
        try {
            System.err.println(FailureMessage.sentence(e));
        } catch (Throwable again) {
            System.err.print(e);
            System.err.println(
                    ": see whether JAVA_TOOL_OPTIONS or _JAVA_OPTIONS ask for less memory than Tribunal needs");
        }
        return FAILED;
    }

    private static int execute(PrintWriter err, String... arguments) {
        CommandLine line = line();
        line.registerConverter(Path.class, Main::path);
        line.setErr(err);
        line.setParameterExceptionHandler((e, _) -> badInput(err, e));
        line.setExecutionExceptionHandler((e, _, _) -> ended(err, e));
        line.setExecutionStrategy(parsed ->
                parsed.subcommands().isEmpty() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()
                        ? usage(line)
                        : new CommandLine.RunLast().execute(parsed));
        return line.execute(arguments);
    }

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
        var known = new TreeSet<>(e.getCommandLine().getSubcommands().keySet());
        e.getCommandLine().getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        return Suggestion.hint(unmatched.getUnmatched().getFirst(), known);
    }

    private static Path path(String text) {
        try {
            return TextFile.path(text);
        } catch (BadInputException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static int ended(PrintWriter err, Exception e) {
        if (e instanceof BadInputException bad) {
            String.valueOf(bad.getMessage()).lines().forEach(line -> err.println("tribunal: " + line));
            return BAD_INPUT;
        }
        return failed(e);
    }
}
