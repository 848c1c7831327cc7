package tribunal.history.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Converts UTF-8 bytes to strings and reuses recent ones, since an id occurs in dozens of entries. Its size is fixed: a
 * string that was not used for long is forgotten. For one thread.
 */
final class StringInterner {
    private static final int SIZE = 1 << 15;
    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] encodings = new byte[SIZE][];
    private final String[] strings = new String[SIZE];

    String intern(byte[] bytes, int from, int length) {
        int slot = (int) (hash(bytes, from, length) >>> 40) & (SIZE - 1);
        byte @Nullable [] known = encodings[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, from + length)) {
            encodings[slot] = Arrays.copyOfRange(bytes, from, from + length);
            strings[slot] = new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        return strings[slot];
    }

    /** The hash of a string, in 64 bits. */
    static long hash(byte[] bytes, int from, int length) {
        long hash = length;
        int at = from;
        for (; at + Long.BYTES <= from + length; at += Long.BYTES) {
            hash = hash(hash ^ (long) EIGHT.get(bytes, at));
        }
        for (; at < from + length; at++) {
            hash = hash(hash ^ bytes[at]);
        }
        return hash;
    }

    /** The hash of a number; different numbers have different hashes. */
    static long hash(long number) {
        long hash = number * MIX;
        return hash ^ (hash >>> 32);
    }
}
