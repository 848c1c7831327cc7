package tribunal.history.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tribunal.history.Entry;

/**
 * Reads entries from lines of JSON. Nearly all lines of a history are flat objects just as {@link EntryCodec#write} writes
 * them, and read here; every other one is left to {@link EntryCodec#read}, which decides what is an entry and what is not. For
 * one thread.
 */
public final class EntryReader {
    private static final byte[] BEGIN = EntryLayout.bytes("{\"type\":");
    private static final byte[] WITNESS = EntryLayout.bytes(",\"witness\":");
    private static final byte[] END = EntryLayout.bytes("}\n");
    private static final Map<String, EntryLayout> SHAPES = shapes();

    private final JsonLineScanner scanner = new JsonLineScanner();

    private static Map<String, EntryLayout> shapes() {
        Map<String, EntryLayout> shapes = new HashMap<>();
        EntryCodec.kinds()
                .forEach(kind -> EntryLayout.of(kind).ifPresent(shape -> shapes.put(kind.getSimpleName(), shape)));
        return shapes;
    }

    /**
     * Hands on every entry of a file, in its order. A torn last line is left out.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is no entry; the message names file and line
     */
    public void read(Path file, Consumer<Entry> to) throws IOException {
        LineReader.read(file, (bytes, from, held) -> line(bytes, from, held, to));
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
        int end = LineReader.end(bytes, from, held);
        if (end == held) {
            return from;
        }
        to.accept(EntryCodec.read(new String(bytes, from, end - from, StandardCharsets.UTF_8)));
        return end + 1;
    }

    /** Null if the line is not just as it is written, or not whole. */
    private @Nullable Entry flat() {
        if (!scanner.takes(BEGIN) || !scanner.string()) {
            return null;
        }
        EntryLayout shape = SHAPES.get(scanner.lastString());
        Entry entry = shape == null ? null : shape.read(scanner);
        return scanner.takes(WITNESS) && scanner.string() && scanner.takes(END) ? entry : null;
    }
}
