package tribunal.run.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What git says of a folder. */
public final class Git {
    private Git() {}

    /** Its answer without white space around it; empty if the folder is in no checkout, or there is no git. */
    public static Optional<String> says(Path folder, String... command) {
        String[] line = Stream.concat(Stream.of("git", "-C", folder.toString()), Stream.of(command))
                .toArray(String[]::new);
        try {
            ProcessBuilder asking = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
            asking.environment().remove("GIT_DIR");
            Process git = asking.start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !said.isEmpty() ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
