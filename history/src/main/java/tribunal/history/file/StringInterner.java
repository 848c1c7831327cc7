package tribunal.history.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text from UTF-8 bytes; a word met lately is the same string again. An id stands in dozens of entries: reading it thus
 * neither makes nor keeps it dozens of times. Of fixed size: a word not met for long is forgotten. For one thread.
 */
final class StringInterner {
    private static final int SIZE = 1 << 15;
    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] spellings = new byte[SIZE][];
    private final String[] words = new String[SIZE];

    String word(byte[] bytes, int from, int length) {
        int slot = (int) (hash(bytes, from, length) >>> 40) & (SIZE - 1);
        byte @Nullable [] known = spellings[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, from + length)) {
            spellings[slot] = Arrays.copyOfRange(bytes, from, from + length);
            words[slot] = new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        return words[slot];
    }

    /** Of a text, in 64 bits. */
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

    /** Of a number; different ones have different hashes. */
    static long hash(long number) {
        long hash = number * MIX;
        return hash ^ (hash >>> 32);
    }
}
