package foodcourt.port;

/** Randomness for jitter; no identity and no decision of the domain rests on it. */
public interface Randomness {
    /** A number in [0, 1). */
    double nextDouble();
}
