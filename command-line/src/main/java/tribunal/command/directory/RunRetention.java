package tribunal.command.directory;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;

/**
 * Deletes old runs and keeps the newest of each scenario. It deletes only run directories, never the target of a link.
 * If killed, it leaves a partly deleted run, which the next call deletes.
 *
 * @param keep how many runs of each scenario to keep
 */
public record RunRetention(int keep) {
    /** The number of deleted runs, and the size of their files as far as known. */
    public record DeletedRuns(int runs, long bytes) {}

    /** Deletes all but the newest runs of a folder; does nothing if the folder does not exist. */
    public DeletedRuns clean(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return new DeletedRuns(0, 0);
        }
        int deleted = 0;
        long bytes = 0;
        for (Path scenario : folders(runs)) {
            for (Path run : old(scenario)) {
                bytes += delete(run);
                deleted++;
            }
            deleteIfEmpty(scenario);
        }
        unlinkIfDangling(runs.resolve("latest"));
        return new DeletedRuns(deleted, bytes);
    }

    /** The folders in {@code parent}, without links. */
    private static List<Path> folders(Path parent) throws IOException {
        try (var children = Files.list(parent)) {
            return children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private List<Path> old(Path scenario) throws IOException {
        return folders(scenario).stream()
                .filter(RunRetention::isRun)
                .sorted(Comparator.comparing(RunRetention::startedAt)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .skip(keep)
                .toList();
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("run.json"), LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(folder.resolve("history"), LinkOption.NOFOLLOW_LINKS);
    }

    private static FileTime startedAt(Path run) {
        Path json = run.resolve("run.json");
        try {
            return Files.getLastModifiedTime(Files.exists(json) ? json : run, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Deletes a tree without following links; {@code run.json} last, so that a partly deleted run is still found. */
    private static long delete(Path run) throws IOException {
        Path json = run.resolve("run.json");
        List<Path> contentsFirst;
        try (var paths = Files.walk(run)) {
            contentsFirst = paths.sorted(Comparator.comparing((Path path) -> path.equals(run) || path.equals(json))
                            .thenComparing(Comparator.reverseOrder()))
                    .toList();
        }
        long bytes = 0;
        for (Path path : contentsFirst) {
            bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
            Files.delete(path);
        }
        return bytes;
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            // It holds other runs, or files of the user.
        }
    }

    private static void unlinkIfDangling(Path link) throws IOException {
        if (Files.isSymbolicLink(link) && !Files.exists(link)) {
            Files.delete(link);
        }
    }
}
