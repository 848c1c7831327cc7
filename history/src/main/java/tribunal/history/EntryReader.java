package tribunal.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries from lines of JSON. Nearly all lines of a history are flat objects just as {@link Codec#write} writes
 * them, and read here; every other one is left to {@link Codec#read}, which decides what is an entry and what is not. For
 * one thread.
 */
final class EntryReader {
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
     * Hands on every entry of a file, in its order. A torn last line is left out.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
     */
    void read(Path file, Consumer<Entry> to) throws IOException {
        Lines.read(file, (bytes, from, held) -> line(bytes, from, held, to));
    }

    /**
     * Hands on the entry of a line, if the line is whole; answers where the next begins.
     *
     * @throws IllegalArgumentException if it is no entry
     */
    int line(byte[] bytes, int from, int held, Consumer<Entry> to) {
        scanner.begin(bytes, from, held);
        Entry flat = flat();
        if (flat != null) {
            to.accept(flat);
            return scanner.at();
        }
        int end = Lines.end(bytes, from, held);
        if (end == held) {
            return from;
        }
        to.accept(Codec.read(new String(bytes, from, end - from, StandardCharsets.UTF_8)));
        return end + 1;
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
