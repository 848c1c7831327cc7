package foodcourt.port;

/** Randomness for jitter. No identity and no domain decision depends on it. */
public interface Randomness {
    /** A number in [0, 1). */
    double nextDouble();
}
