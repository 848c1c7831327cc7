package tribunal.history.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over JSON as {@link EntryCodec#write} writes it: no blanks, no escapes, whole numbers of 18 digits at most. Every
 * method tells whether what it was asked for stands there, and then moves past it; what is written in another way than that
 * is left to a real parser.
 */
final class JsonLineScanner {
    private static final int DIGITS_MAX = 18;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final StringInterner vocabulary = new StringInterner();
    private byte[] bytes = {};
    private int at;
    private int end;
    private int start;
    private int length;
    private long number;

    /** Begins there. */
    void begin(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
    }

    /** Where it has come to. */
    int at() {
        return at;
    }

    boolean takes(char c) {
        boolean there = at < end && bytes[at] == c;
        at += there ? 1 : 0;
        return there;
    }

    boolean takes(byte[] text) {
        int to = at + text.length;
        boolean there = to <= end && Arrays.equals(bytes, at, to, text, 0, text.length);
        at = there ? to : at;
        return there;
    }

    /** A text in quotes. */
    boolean string() {
        if (!takes('"')) {
            return false;
        }
        start = at;
        at = endOfText(at);
        length = at - start;
        return takes('"');
    }

    String lastString() {
        return vocabulary.word(bytes, start, length);
    }

    /** The last text's, in 64 bits. */
    long lastHash() {
        return StringInterner.hash(bytes, start, length);
    }

    /** The first quote, escape or control character: eight bytes are looked at together as long as there are so many. */
    private int endOfText(int from) {
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

    /** A bit in each byte that ends a text; only the lowest is certain. */
    private static long marked(long eight) {
        return (below(' ', eight) | below(1, eight ^ (ONES * '"')) | below(1, eight ^ (ONES * '\\'))) & HIGH;
    }

    /** The high bit of each byte that is less than so much, ASCII alone. */
    private static long below(int least, long eight) {
        return (eight - ONES * least) & ~eight;
    }

    boolean number() {
        boolean negative = takes('-');
        byte[] digits = bytes;
        int first = at;
        int last = Math.min(end, first + DIGITS_MAX);
        long n = 0;
        int i = first;
        for (; i < last && digits[i] >= '0' && digits[i] <= '9'; i++) {
            n = n * 10 + (digits[i] - '0');
        }
        at = i;
        number = negative ? -n : n;
        return i == first + 1 || (i > first && digits[first] != '0');
    }

    long lastNumber() {
        return number;
    }
}
