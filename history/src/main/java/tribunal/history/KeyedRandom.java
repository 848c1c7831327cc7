package tribunal.history;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Random numbers by key: each is a pure function of the run's seed and a stable key. Removing one changes no other, and
 * a key gives the same number in every run and mode. The hash is FNV-1a over the key, then the finaliser of
 * MurmurHash3.
 */
public record KeyedRandom(long seed) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** A number in [0, 1). */
    public double fraction(String key) {
        return (hash(key) >>> 11) * 0x1.0p-53;
    }

    /** A whole number from {@code min} to {@code max}, both inclusive. */
    public int between(String key, int min, int max) {
        return min + (int) ((max - min + 1L) * fraction(key));
    }

    /** A time from {@code min} to {@code max}. */
    public Duration between(String key, Duration min, Duration max) {
        return min.plusNanos((long) (max.minus(min).toNanos() * fraction(key)));
    }

    private long hash(String key) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
            hash = (hash ^ ((seed >>> i) & 0xff)) * FNV_PRIME;
        }
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
