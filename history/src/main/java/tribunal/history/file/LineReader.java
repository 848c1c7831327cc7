package tribunal.history.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads lines in small chunks. A torn last line is left out. */
public final class LineReader {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Receiver receiver;
    private long line = 1;

    /** Receives the lines one by one. */
    public interface Receiver {
        /**
         * Takes the line that begins at {@code from}. Its line feed comes after {@code length} bytes.
         *
         * @throws IllegalArgumentException if the line is invalid; the message gives the reason
         */
        void take(byte[] bytes, int from, int length) throws IOException;
    }

    private LineReader(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the receiver refuses a line; the message names file and line
     */
    public static void read(Path file, Receiver receiver) throws IOException {
        LineReader reader = new LineReader(receiver);
        try (InputStream in = Files.newInputStream(file)) {
            reader.read(in);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ":" + reader.line + ": " + e.getMessage(), e);
        }
    }

    static void read(InputStream in, Receiver receiver) throws IOException {
        new LineReader(receiver).read(in);
    }

    private void read(InputStream in) throws IOException {
        byte[] bytes = new byte[CHUNK_BYTES];
        int rest = 0;
        for (int read; (read = in.read(bytes, rest, bytes.length - rest)) > 0; ) {
            int limit = rest + read;
            int next = pass(bytes, rest, limit);
            rest = limit - next;
            System.arraycopy(bytes, next, bytes, 0, rest);
            bytes = rest == bytes.length ? Arrays.copyOf(bytes, 2 * rest) : bytes;
        }
    }

    /** Passes on all complete lines, looking for line feeds from {@code begin} on. Returns where the rest begins. */
    private int pass(byte[] bytes, int begin, int limit) throws IOException {
        int next = 0;
        for (int end = lineEnd(bytes, begin, limit); end < limit; end = lineEnd(bytes, next, limit)) {
            receiver.take(bytes, next, end - next);
            next = end + 1;
            line++;
        }
        return next;
    }

    /** The position of the first line feed, or {@code limit}. */
    private static int lineEnd(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long marked = LineScanner.marked((long) LineScanner.EIGHT.get(bytes, at), '\n');
            if (marked != 0) {
                return at + Long.numberOfTrailingZeros(marked) / Byte.SIZE;
            }
        }
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
