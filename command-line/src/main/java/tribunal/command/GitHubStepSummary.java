package tribunal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tribunal.command.environment.CommandEnvironment;

/** The summary that GitHub shows for a job's step: a file named by {@code GITHUB_STEP_SUMMARY}, which others share. */
public final class GitHubStepSummary {
    private static final long LARGEST = 1 << 20;

    private GitHubStepSummary() {}

    /** Appends a page, if the variable is set. If the file cannot be written, prints a warning and goes on. */
    public static void append(Path page, CommandEnvironment environment) throws IOException {
        if (environment.stepSummary().isEmpty()) {
            return;
        }
        Path summary = environment.stepSummary().get();
        String text = Files.readString(page);
        try {
            long already = Files.exists(summary) ? Files.size(summary) : 0;
            if (already + Files.size(page) + 1 > LARGEST) {
                warn(summary, "is full (GitHub shows 1 MiB)", page, environment);
            } else {
                Files.writeString(summary, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            warn(summary, "cannot be written (" + e.getClass().getSimpleName() + ")", page, environment);
        }
    }

    private static void warn(Path summary, String why, Path page, CommandEnvironment environment) {
        environment.print("warning  GITHUB_STEP_SUMMARY=" + summary + " " + why + ": the summary is " + page);
    }
}
