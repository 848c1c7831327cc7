package tribunal.load.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures how many bytes some folders hold, at most every ten seconds. Missing folders, and files that vanish
 * meanwhile, count as 0. Not thread-safe.
 */
public final class DiskUsage {
    private static final long EVERY_NANOS = 10_000_000_000L;

    /** PostgreSQL's write-ahead log; not counted, because PostgreSQL recycles its files. */
    private static final String WRITE_AHEAD_LOG = "pg_wal";

    private final List<Path> folders;
    private long measured;
    private long next = Long.MIN_VALUE;

    public DiskUsage(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    long at(long nanos) {
        if (nanos >= next) {
            next = nanos + EVERY_NANOS;
            measured = folders.stream()
                    .map(Path::toFile)
                    .mapToLong(DiskUsage::bytes)
                    .sum();
        }
        return measured;
    }

    private static long bytes(File fileOrFolder) {
        File[] children = fileOrFolder.listFiles();
        return children == null
                ? fileOrFolder.length()
                : Stream.of(children)
                        .filter(child -> !child.getName().equals(WRITE_AHEAD_LOG))
                        .mapToLong(DiskUsage::bytes)
                        .sum();
    }
}
