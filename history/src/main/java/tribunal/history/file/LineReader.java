package tribunal.history.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the lines of a file in small chunks. A torn last line is left out. */
final class LineReader {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LINE_ENDS = ONES * '\n';

    private LineReader() {}

    /** Receives the lines one by one. */
    interface Reader {
        /**
         * Reads the line that begins at {@code from}. Returns the position of the next line, or {@code from} if this
         * line does not end before {@code limit}.
         *
         * @throws IllegalArgumentException if the line is invalid; the message gives the reason
         */
        int readLine(byte[] bytes, int from, int limit) throws IOException;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the reader refuses a line; the message names file and line
     */
    static void read(Path file, Reader reader) throws IOException {
        byte[] bytes = new byte[CHUNK_BYTES];
        int limit = 0;
        LineCounter counter = new LineCounter(file, reader);
        try (InputStream in = Files.newInputStream(file)) {
            for (int read; (read = in.read(bytes, limit, bytes.length - limit)) > 0; ) {
                limit += read;
                int rest = counter.lines(bytes, limit);
                limit -= rest;
                System.arraycopy(bytes, rest, bytes, 0, limit);
                bytes = limit == bytes.length ? Arrays.copyOf(bytes, 2 * limit) : bytes;
            }
        }
    }

    /** Reads lines in memory. Returns the position of the incomplete rest. */
    static int read(byte[] bytes, int limit, Reader reader) throws IOException {
        int line = 0;
        for (int next = reader.readLine(bytes, line, limit); next > line; next = reader.readLine(bytes, line, limit)) {
            line = next;
        }
        return line;
    }

    /** The position of the line feed that ends the line at {@code from}; {@code limit} if there is none before it. */
    static int lineEnd(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long others = (long) EIGHT.get(bytes, at) ^ LINE_ENDS;
            long ends = (others - ONES) & ~others & HIGH;
            if (ends != 0) {
                return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
            }
        }
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Counts the lines of a file, to name the line of an error. */
    private static final class LineCounter {
        private final Path file;
        private final Reader reader;
        private long line = 1;

        LineCounter(Path file, Reader reader) {
            this.file = file;
            this.reader = reader;
        }

        int lines(byte[] bytes, int limit) throws IOException {
            try {
                return read(bytes, limit, (all, from, to) -> {
                    int next = reader.readLine(all, from, to);
                    line += next > from ? 1 : 0;
                    return next;
                });
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + line + ": " + e.getMessage(), e);
            }
        }
    }
}
