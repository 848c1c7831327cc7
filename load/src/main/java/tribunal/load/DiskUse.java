package tribunal.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How many bytes a run's folders hold, measured anew every ten seconds. For use by one thread at a time. */
final class DiskUse {
    private static final long EVERY_NANOS = 10_000_000_000L;

    /** PostgreSQL's write-ahead log, whose files are used again and again. */
    private static final String USED_AGAIN = "pg_wal";

    private final SortedMap<String, Path> folders;
    private SortedMap<String, Long> measured = new TreeMap<>();
    private long next = Long.MIN_VALUE;

    /** @param folders by what they hold; one that is not there is left out */
    DiskUse(SortedMap<String, Path> folders) {
        this.folders = folders;
    }

    SortedMap<String, Long> at(long nanos) {
        if (nanos >= next) {
            next = nanos + EVERY_NANOS;
            measured = new TreeMap<>();
            folders.forEach((what, folder) -> {
                if (Files.isDirectory(folder)) {
                    measured.put(what, bytes(folder));
                }
            });
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
