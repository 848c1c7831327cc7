package tribunal.simulation.time;

/**
 * Chance without a stream, for what is decided millions of times: each draw is a pure function of the seed, a key and a
 * number. The same idea as {@link tribunal.history.KeyedRandom}, on numbers. FNV-1a for the key, then the finaliser of SplitMix64
 * (Steele, Lea and Flood, 2014).
 */
public record SequentialRandom(long seed) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** A name as a number, the same in every JVM. */
    public static long key(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** 64 bits. */
    public long bits(long key, long n) {
        return mixed(mixed(seed + GOLDEN * key) + GOLDEN * n);
    }

    /** A number in [0, 1). */
    public double of(long key, long n) {
        return (bits(key, n) >>> 11) * 0x1.0p-53;
    }

    /** A number in [0, 1). */
    public double of(String key) {
        return of(key(key), 0);
    }

    /** A number between both, either of them included; low ones as likely as high ones in orders of magnitude. */
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
