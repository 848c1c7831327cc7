package tribunal.command.directory;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import tribunal.command.environment.CommandEnvironment;
import tribunal.history.file.EntryCodec;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.input.BadInputException;

/** The directory of one run, with all its files: {@code runs/<scenario>/<seed>[-n]}, a new one for each run. */
public record RunDirectory(Path path) {
    private static final int SAME_SEED_MAX = 10_000;

    /**
     * Creates a new directory, and makes {@code runs/latest} a link to it, unless that exists and is no link. All
     * content is prepared before, so a crash almost never leaves a directory that cannot be judged.
     *
     * @throws BadInputException if the folder cannot be written
     */
    public static RunDirectory create(CommandEnvironment environment, RunJson run) {
        Path runs = environment.runs();
        String text = run.text();
        String model = EntryCodec.json().writeValueAsString(ScenarioCatalogue.model(run.scenario()));
        try {
            Path parent = Files.createDirectories(runs.resolve(run.scenario().name()));
            for (int n = 1; n <= SAME_SEED_MAX; n++) {
                Path wanted = parent.resolve(n == 1 ? Long.toString(run.seed()) : run.seed() + "-" + n);
                if (isNew(wanted)) {
                    return new RunDirectory(wanted).writeFiles(text, model).linkLatest(environment);
                }
            }
            throw new BadInputException(
                    parent + ": holds " + SAME_SEED_MAX + " runs of seed " + run.seed() + ": remove some");
        } catch (IOException e) {
            throw new BadInputException(
                    runs + ": cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "): expected a folder that this user may write to, such as with --runs");
        }
    }

    private RunDirectory writeFiles(String run, String model) throws IOException {
        Files.createDirectory(path.resolve("history"));
        Files.writeString(model(), model);
        Files.writeString(run(), run);
        return this;
    }

    private static boolean isNew(Path wanted) throws IOException {
        try {
            Files.createDirectory(wanted);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Sets the link; if this fails, prints a warning and goes on, because the run is complete without it. */
    private RunDirectory linkLatest(CommandEnvironment environment) {
        Path link = environment.runs().resolve("latest");
        try {
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
                warn(environment, link + " is not a link, and is left as it is");
                return this;
            }
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, environment.runs().relativize(path));
        } catch (IOException | UnsupportedOperationException e) {
            warn(environment, link + " cannot be made (" + e.getMessage() + ")");
        }
        return this;
    }

    private void warn(CommandEnvironment environment, String what) {
        environment.print("warning  " + what + ": this run is " + path);
    }

    /** Opens an existing directory; throws BadInputException if it holds no history. */
    public static RunDirectory open(Path path) {
        if (!Files.isDirectory(path.resolve("history")) && !holdsLines(path)) {
            throw new BadInputException(path + ": no run directory: expected a folder with history/ and model.json, as "
                    + "./tribunal load writes to target/runs");
        }
        return new RunDirectory(path);
    }

    /** Whether the directory itself holds files of a history, as another tool may write them. */
    private static boolean holdsLines(Path path) {
        String[] files = path.toFile().list((_, name) -> name.endsWith(".jsonl"));
        return files != null && files.length > 0;
    }

    /** Opens a directory with a history that another tool may have written; its files may be in the directory itself. */
    public static RunDirectory openForeign(Path path) {
        if (!Files.isDirectory(path)) {
            throw new BadInputException(
                    path + ": no folder: expected one with a history, as docs/history.md describes it");
        }
        return new RunDirectory(path);
    }

    /** The folder of the history's files: {@code history/}, or the directory itself if another tool wrote it. */
    public Path history() {
        Path own = path.resolve("history");
        return Files.isDirectory(own) || !isForeign() ? own : path;
    }

    /** Whether another tool wrote the history: what Tribunal's own runs were started with is not there. */
    public boolean isForeign() {
        return !Files.exists(run());
    }

    Path run() {
        return path.resolve("run.json");
    }

    public Path model() {
        return path.resolve("model.json");
    }
}
