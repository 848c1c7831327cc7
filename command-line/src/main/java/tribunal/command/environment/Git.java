package tribunal.command.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs git commands in a folder. */
public final class Git {
    private Git() {}

    /** Returns git's output, stripped; empty if git fails, prints nothing, or is not installed. */
    public static Optional<String> output(Path folder, String... command) {
        String[] line = Stream.concat(Stream.of("git", "-C", folder.toString()), Stream.of(command))
                .toArray(String[]::new);
        try {
            ProcessBuilder asking = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
            asking.environment().remove("GIT_DIR");
            Process git = asking.start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !output.isEmpty() ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
