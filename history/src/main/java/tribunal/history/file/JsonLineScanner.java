package tribunal.history.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over JSON as {@link EntryCodec#write} writes it: no blanks, no escapes, whole numbers of 18 digits at most.
 * The {@code accept} methods return whether the expected token comes next, and move past it if so. Any other JSON is
 * left to a real parser.
 */
final class JsonLineScanner {
    private static final int DIGITS_MAX = 18;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final StringInterner interner = new StringInterner();
    private byte[] bytes = {};
    private int at;
    private int end;
    private int start;
    private int length;
    private long number;

    /** Starts a new line at {@code from}. */
    void reset(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
    }

    int position() {
        return at;
    }

    boolean accept(char c) {
        boolean found = at < end && bytes[at] == c;
        at += found ? 1 : 0;
        return found;
    }

    boolean accept(byte[] text) {
        int to = at + text.length;
        boolean found = to <= end && Arrays.equals(bytes, at, to, text, 0, text.length);
        at = found ? to : at;
        return found;
    }

    /** Moves past a string in quotes. */
    boolean acceptString() {
        if (!accept('"')) {
            return false;
        }
        start = at;
        at = endOfString(at);
        length = at - start;
        return accept('"');
    }

    String lastString() {
        return interner.intern(bytes, start, length);
    }

    /** The hash of the last string, in 64 bits. */
    long lastHash() {
        return StringInterner.hash(bytes, start, length);
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

    /** Sets the high bit of each byte below {@code least}; correct for ASCII only. */
    private static long below(int least, long eight) {
        return (eight - ONES * least) & ~eight;
    }

    boolean acceptNumber() {
        boolean negative = accept('-');
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
