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
 * How many bytes some folders hold, measured anew every ten seconds. One that is not there, and a file that goes meanwhile,
 * count nothing. For use by one thread at a time.
 */
public final class DiskUsage {
    private static final long EVERY_NANOS = 10_000_000_000L;

    /** PostgreSQL's write-ahead log, whose files are used again and again. */
    private static final String USED_AGAIN = "pg_wal";

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
                    return directory.endsWith(USED_AGAIN) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
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
