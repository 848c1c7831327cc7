package tribunal.history.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file's lines, without ever holding much of the file. A torn last line is left out. */
final class LineReader {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LINE_ENDS = ONES * '\n';

    private LineReader() {}

    /** Who goes through the lines. */
    interface Reader {
        /**
         * Reads the line that begins at {@code from}; answers where the next one begins, or {@code from} itself if this one
         * does not end before {@code held}.
         *
         * @throws IllegalArgumentException if it is not what it should be; the message says why
         */
        int line(byte[] bytes, int from, int held) throws IOException;
    }

    /**
     * Goes through a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the reader refuses a line; the message names file and line
     */
    static void read(Path file, Reader reader) throws IOException {
        byte[] bytes = new byte[CHUNK_BYTES];
        int held = 0;
        Numbered numbered = new Numbered(file, reader);
        try (InputStream in = Files.newInputStream(file)) {
            for (int read; (read = in.read(bytes, held, bytes.length - held)) > 0; ) {
                held += read;
                int rest = numbered.lines(bytes, held);
                held -= rest;
                System.arraycopy(bytes, rest, bytes, 0, held);
                bytes = held == bytes.length ? Arrays.copyOf(bytes, 2 * held) : bytes;
            }
        }
    }

    /** Goes through lines in memory; answers where what is no whole line begins. */
    static int read(byte[] bytes, int held, Reader reader) throws IOException {
        int line = 0;
        for (int next = reader.line(bytes, line, held); next > line; next = reader.line(bytes, line, held)) {
            line = next;
        }
        return line;
    }

    /** Where the line ends that {@code from} is in: its line feed; {@code held} if there is none before. */
    static int end(byte[] bytes, int from, int held) {
        int at = from;
        for (; at + Long.BYTES <= held; at += Long.BYTES) {
            long others = (long) EIGHT.get(bytes, at) ^ LINE_ENDS;
            long ends = (others - ONES) & ~others & HIGH;
            if (ends != 0) {
                return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
            }
        }
        while (at < held && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Counts the lines of a file. */
    private static final class Numbered {
        private final Path file;
        private final Reader reader;
        private long line = 1;

        Numbered(Path file, Reader reader) {
            this.file = file;
            this.reader = reader;
        }

        int lines(byte[] bytes, int held) throws IOException {
            try {
                return read(bytes, held, (all, from, to) -> {
                    int next = reader.line(all, from, to);
                    line += next > from ? 1 : 0;
                    return next;
                });
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + line + ": " + e.getMessage(), e);
            }
        }
    }
}
