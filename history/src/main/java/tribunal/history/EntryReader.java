package tribunal.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries from files of JSON Lines. Nearly all lines of a history are flat objects just as {@link Codec#write} writes
 * them, and read here; every other one is left to {@link Codec#read}, which decides what is an entry and what is not. For
 * one thread.
 */
final class EntryReader {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final byte[] BEGIN = EntryShape.bytes("{\"type\":");
    private static final byte[] WITNESS = EntryShape.bytes(",\"witness\":");
    private static final byte[] END = EntryShape.bytes("}\n");
    private static final Map<String, EntryShape> SHAPES = shapes();

    private final FlatScanner scanner = new FlatScanner();

    private static Map<String, EntryShape> shapes() {
        Map<String, EntryShape> shapes = new HashMap<>();
        Codec.kinds().forEach(kind -> EntryShape.of(kind).ifPresent(shape -> shapes.put(kind.getSimpleName(), shape)));
        return shapes;
    }

    /**
     * Hands on every entry of a file, in its order, without ever holding much of the file. A torn last line is left out.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
     */
    void read(Path file, Consumer<Entry> to) throws IOException {
        byte[] bytes = new byte[CHUNK_BYTES];
        int held = 0;
        Numbered numbered = new Numbered(file, to);
        try (InputStream in = Files.newInputStream(file)) {
            for (int read; (read = in.read(bytes, held, bytes.length - held)) > 0; ) {
                held += read;
                int rest = lines(bytes, held, numbered);
                held -= rest;
                System.arraycopy(bytes, rest, bytes, 0, held);
                bytes = held == bytes.length ? Arrays.copyOf(bytes, 2 * held) : bytes;
            }
        }
    }

    /** Who gets the entries, and how many lines there were. */
    private static final class Numbered {
        private final Path file;
        private final Consumer<Entry> to;
        private long line;

        Numbered(Path file, Consumer<Entry> to) {
            this.file = file;
            this.to = to;
        }

        void flat(Entry entry) {
            line++;
            to.accept(entry);
        }

        void other(String text) {
            line++;
            Entry entry;
            try {
                entry = Codec.read(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + line + ": " + e.getMessage(), e);
            }
            to.accept(entry);
        }
    }

    /** All whole lines; answers where the rest begins. */
    private int lines(byte[] bytes, int held, Numbered to) {
        int line = 0;
        while (line < held) {
            scanner.begin(bytes, line, held);
            Entry flat = flat();
            if (flat != null) {
                to.flat(flat);
                line = scanner.at();
            } else {
                int end = line;
                while (end < held && bytes[end] != '\n') {
                    end++;
                }
                if (end == held) {
                    return line;
                }
                to.other(new String(bytes, line, end - line, StandardCharsets.UTF_8));
                line = end + 1;
            }
        }
        return line;
    }

    /** Null if the line is not just as it is written, or not whole. */
    private @Nullable Entry flat() {
        if (!scanner.takes(BEGIN) || !scanner.string()) {
            return null;
        }
        EntryShape shape = SHAPES.get(scanner.lastString());
        Entry entry = shape == null ? null : shape.read(scanner);
        return scanner.takes(WITNESS) && scanner.string() && scanner.takes(END) ? entry : null;
    }
}
