package tribunal.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import tribunal.scenario.BadInput;

/** Where a run keeps everything: {@code runs/<scenario>/<seed>[-n]}, a new one each time. */
public record RunDirectory(Path path) {
    private static final int SAME_SEED_MAX = 10_000;

    /**
     * Makes a new one, and lets {@code runs/latest} point to it.
     *
     * @throws BadInput if the folder cannot be written
     */
    public static RunDirectory create(Path runs, String scenario, long seed) {
        try {
            Path parent = Files.createDirectories(runs.resolve(scenario));
            for (int n = 1; n <= SAME_SEED_MAX; n++) {
                Path wanted = parent.resolve(n == 1 ? Long.toString(seed) : seed + "-" + n);
                if (isNew(wanted)) {
                    return new RunDirectory(wanted).latest(runs);
                }
            }
            throw new BadInput(parent + ": holds " + SAME_SEED_MAX + " runs of seed " + seed + ": remove some");
        } catch (IOException e) {
            throw new BadInput(runs + ": cannot be written (" + e.getClass().getSimpleName() + "): expected a folder "
                    + "that this user may write to");
        }
    }

    private static boolean isNew(Path wanted) throws IOException {
        try {
            Files.createDirectory(wanted);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private RunDirectory latest(Path runs) throws IOException {
        Path link = runs.resolve("latest");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, runs.relativize(path));
        return this;
    }

    /**
     * An old one.
     *
     * @throws BadInput if there is no history in it
     */
    public static RunDirectory open(Path path) {
        if (!Files.isDirectory(path.resolve("history"))) {
            throw new BadInput(path + ": no run directory: expected a folder with history/ and model.json, as "
                    + "./tribunal load writes to target/runs");
        }
        return new RunDirectory(path);
    }

    Path history() {
        return path.resolve("history");
    }

    Path model() {
        return path.resolve("model.json");
    }
}
