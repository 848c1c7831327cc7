package tribunal.history.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over JSON as {@link EntryCodec#write} writes it: no blanks, no escapes, whole numbers. Its methods move past
 * the next token. For any other JSON they throw {@link UnexpectedLayoutException}. Not thread-safe.
 */
final class LineScanner {
    static final Token NULL = new Token("null");
    private static final Token QUOTE = new Token("\"");
    private static final Token OPEN = new Token("{");
    private static final Token CLOSE = new Token("}");
    private static final Token COMMA = new Token(",");
    private static final Token COLON = new Token(":");
    private static final int DIGITS_MAX = 18;
    private static final int RECENT = 1 << 15;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long MIX = 0x9e3779b97f4a7c15L;
    static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] recentBytes = new byte[RECENT][];
    private final String[] recentStrings = new String[RECENT];
    private final @Nullable RecentTexts[] recentTexts = new RecentTexts[RECENT];
    private byte[] bytes = {};
    private int at;
    private int end;

    /** Thrown for JSON of another form, which the caller leaves to Jackson. */
    static final class UnexpectedLayoutException extends Exception {
        UnexpectedLayoutException() {
            super(null, null, false, false);
        }
    }

    /** An object of strings that was read before, with its bytes. */
    private static final class RecentTexts {
        private final byte[] bytes;
        private final Map<String, String> texts;

        RecentTexts(byte[] bytes, Map<String, String> texts) {
            this.bytes = bytes;
            this.texts = texts;
        }
    }

    /** A text to expect in a line. */
    static final class Token {
        private final byte[] bytes;

        Token(String text) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        /** A component's name, with the comma before it and the colon after it. */
        static Token ofName(String component) {
            return new Token(",\"" + component + "\":");
        }
    }

    /** Starts a new line. */
    void reset(byte[] line, int from, int length) {
        bytes = line;
        at = from;
        end = from + length;
    }

    boolean accept(Token token) {
        int to = at + token.bytes.length;
        boolean found = to <= end
                && bytes[at] == token.bytes[0]
                && Arrays.equals(bytes, at, to, token.bytes, 0, token.bytes.length);
        at = found ? to : at;
        return found;
    }

    void expect(Token token) throws UnexpectedLayoutException {
        if (!accept(token)) {
            throw new UnexpectedLayoutException();
        }
    }

    /** Reads the rest of the line. */
    void expectLast(Token token) throws UnexpectedLayoutException {
        expect(token);
        if (at < end) {
            throw new UnexpectedLayoutException();
        }
    }

    /** Reads a number of at most {@value #DIGITS_MAX} digits. */
    long number() throws UnexpectedLayoutException {
        boolean negative = at < end && bytes[at] == '-';
        int first = negative ? at + 1 : at;
        long number = 0;
        for (at = first; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = 10 * number + (bytes[at] - '0');
        }
        int digits = at - first;
        if (digits == 0 || digits > DIGITS_MAX || (digits > 1 && bytes[first] == '0')) {
            throw new UnexpectedLayoutException();
        }
        return negative ? -number : number;
    }

    /** Reads a string. A recent one is reused, since an id occurs in dozens of entries. */
    String string() throws UnexpectedLayoutException {
        int first = at + 1;
        int last = skipString();
        int slot = (int) (hash(bytes, first, last) >>> 40) & (RECENT - 1);
        byte @Nullable [] known = recentBytes[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, bytes, first, last)) {
            recentBytes[slot] = Arrays.copyOfRange(bytes, first, last);
            recentStrings[slot] = new String(bytes, first, last - first, StandardCharsets.UTF_8);
        }
        return recentStrings[slot];
    }

    /**
     * Reads an object whose values are strings. A recent one is reused: all versions of an entity have the same
     * attributes. The result cannot be changed.
     */
    Map<String, String> texts() throws UnexpectedLayoutException {
        int first = at;
        expect(OPEN);
        while (!accept(CLOSE)) {
            if (at > first + 1) {
                expect(COMMA);
            }
            skipString();
            expect(COLON);
            skipString();
        }
        int slot = (int) (hash(bytes, first, at) >>> 40) & (RECENT - 1);
        RecentTexts known = recentTexts[slot];
        if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, first, at)) {
            known = new RecentTexts(Arrays.copyOfRange(bytes, first, at), parsed(first));
            recentTexts[slot] = known;
        }
        return known.texts;
    }

    /** Parses the object of strings at a position again; leaves the cursor behind it. */
    private Map<String, String> parsed(int first) throws UnexpectedLayoutException {
        Map<String, String> texts = new LinkedHashMap<>();
        at = first;
        expect(OPEN);
        while (!accept(CLOSE)) {
            if (!texts.isEmpty()) {
                expect(COMMA);
            }
            String name = string();
            expect(COLON);
            texts.put(name, string());
        }
        return Collections.unmodifiableMap(texts);
    }

    /** Reads a value of any type; returns its hash, 0 for null. */
    long hash() throws UnexpectedLayoutException {
        if (accept(NULL)) {
            return 0;
        }
        int first = at;
        if (bytes[first] != '"') {
            number();
            return hash(bytes, first, at);
        }
        return hash(bytes, first + 1, skipString());
    }

    /** The hash of a string, in 64 bits. */
    static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = mix(hash ^ (long) EIGHT.get(bytes, i));
        }
        for (; i < to; i++) {
            hash = mix(hash ^ bytes[i]);
        }
        return hash;
    }

    private static long mix(long number) {
        long mixed = number * MIX;
        return mixed ^ (mixed >>> 32);
    }

    /** Moves past a string in quotes; returns the position of the closing quote. */
    private int skipString() throws UnexpectedLayoutException {
        expect(QUOTE);
        int close = endOfString(at);
        at = close;
        expect(QUOTE);
        return close;
    }

    /** The position of the first quote, escape or control character; checks eight bytes at a time where possible. */
    private int endOfString(int from) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long marked = marked((long) EIGHT.get(bytes, i));
            if (marked != 0) {
                return i + Long.numberOfTrailingZeros(marked) / Byte.SIZE;
            }
        }
        while (i < end && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] & 0xff) >= ' ') {
            i++;
        }
        return i;
    }

    /** Sets a bit in each byte that ends a string; only the lowest set bit is reliable. */
    private static long marked(long eight) {
        return (below(' ', eight) | below(1, eight ^ (ONES * '"')) | below(1, eight ^ (ONES * '\\'))) & HIGH;
    }

    static long marked(long eight, char wanted) {
        return below(1, eight ^ (ONES * wanted)) & HIGH;
    }

    /** Sets the high bit of each byte below {@code least}; correct for ASCII only. */
    private static long below(int least, long eight) {
        return (eight - ONES * least) & ~eight;
    }
}
