package tribunal.load.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many bytes some folders hold, at most every ten seconds. Missing folders, and files that vanish
 * meanwhile, count as 0. For use by one thread at a time.
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
                    .filter(Files::isDirectory)
                    .mapToLong(DiskUsage::bytes)
                    .sum();
        }
        return measured;
    }

    private static long bytes(Path folder) {
        AtomicLong bytes = new AtomicLong();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.endsWith(WRITE_AHEAD_LOG)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
            return bytes.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
