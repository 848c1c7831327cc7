package tribunal.history.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tribunal.history.Entry;

/**
 * The file of one witness, written by one process. Each entry is handed to the operating system before {@link #append}
 * returns, so a killed process loses no entry of a finished call. At worst the last line is torn. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private final FileChannel file;
    private final Lock lock = new ReentrantLock();

    private Journal(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens a file for appending, and creates it if it does not exist.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static Journal open(Path path) {
        try {
            return new Journal(FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void append(Entry entry) {
        append(() -> entry);
    }

    /**
     * Appends an entry that is created after earlier writers have finished, so that it can contain the time of its
     * writing.
     */
    public void append(Supplier<? extends Entry> entry) {
        lock.lock();
        try {
            write(EntryCodec.write(entry.get()) + "\n");
        } finally {
            lock.unlock();
        }
    }

    /** Appends several entries in one write, in their order. */
    public void append(Collection<? extends Entry> entries) {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(EntryCodec.write(entry)).append('\n'));
        lock.lock();
        try {
            write(lines.toString());
        } finally {
            lock.unlock();
        }
    }

    private void write(String lines) {
        ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
