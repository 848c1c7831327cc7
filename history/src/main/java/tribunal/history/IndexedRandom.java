package tribunal.history;

/**
 * Random numbers by key and index, for decisions that are made millions of times. Each draw is a pure function of seed,
 * key and index; no draw depends on an earlier one. {@link KeyedRandom} does the same with text as
 * key. The key is hashed by FNV-1a, then mixed by the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
 */
public record IndexedRandom(long seed) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** Hashes a name to a key, equal in every JVM. */
    public static long key(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** Draws 64 random bits. */
    public long bits(long key, long n) {
        return mixed(mixed(seed + GOLDEN * key) + GOLDEN * n);
    }

    /** Draws a number in [0, 1). */
    public double fraction(long key, long n) {
        return (bits(key, n) >>> 11) * 0x1.0p-53;
    }

    /** Maps a draw to {@code min} to {@code max}, both inclusive; each order of magnitude is equally likely. */
    public static long logarithmic(double draw, long min, long max) {
        return (long) (min * Math.pow((double) max / min, draw));
    }

    private static long mixed(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
