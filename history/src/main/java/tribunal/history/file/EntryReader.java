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
 * Reads entries from lines of JSON. It parses lines that {@link EntryCodec#write} wrote (nearly all) fast, and leaves
 * the rest to {@link EntryCodec#read}, which decides whether a line is an entry. For one thread.
 */
public final class EntryReader {
    private static final byte[] BEGIN = EntryLayout.bytes("{\"type\":");
    private static final byte[] WITNESS = EntryLayout.bytes(",\"witness\":");
    private static final byte[] END = EntryLayout.bytes("}\n");
    private static final Map<String, EntryLayout> LAYOUTS = layouts();

    private final JsonLineScanner scanner = new JsonLineScanner();

    private static Map<String, EntryLayout> layouts() {
        Map<String, EntryLayout> layouts = new HashMap<>();
        EntryCodec.kinds()
                .forEach(kind -> EntryLayout.of(kind).ifPresent(layout -> layouts.put(kind.getSimpleName(), layout)));
        return layouts;
    }

    /**
     * Passes every entry of a file to the consumer, in its order. A torn last line is left out.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is not an entry; the message names file and line
     */
    public void read(Path file, Consumer<Entry> to) throws IOException {
        LineReader.read(file, (bytes, from, limit) -> readLine(bytes, from, limit, to));
    }

    /**
     * Passes the entry of a complete line to the consumer. Returns the next line's position, or {@code from} if this
     * line is incomplete.
     *
     * @throws IllegalArgumentException if the line is not an entry
     */
    int readLine(byte[] bytes, int from, int limit, Consumer<Entry> to) {
        scanner.reset(bytes, from, limit);
        Entry flat = flat();
        if (flat != null) {
            to.accept(flat);
            return scanner.position();
        }
        int end = LineReader.lineEnd(bytes, from, limit);
        if (end == limit) {
            return from;
        }
        to.accept(EntryCodec.read(new String(bytes, from, end - from, StandardCharsets.UTF_8)));
        return end + 1;
    }

    /** Reads a complete line exactly as {@link EntryCodec#write} writes it; null for any other line. */
    private @Nullable Entry flat() {
        if (!scanner.accept(BEGIN) || !scanner.acceptString()) {
            return null;
        }
        EntryLayout layout = LAYOUTS.get(scanner.lastString());
        Entry entry = layout == null ? null : layout.read(scanner);
        return scanner.accept(WITNESS) && scanner.acceptString() && scanner.accept(END) ? entry : null;
    }
}
