package tribunal.simulation.world;

/** Typical latencies of port calls, in nanoseconds. Their magnitudes are from a load run; no figure depends on them. */
final class TypicalLatencies {
    /** A statement, until the store has executed it. */
    static final long STATEMENT = 200_000;

    /** A commit, with its flush. */
    static final long COMMIT = 1_000_000;

    /** An answer of the store, one way. */
    static final long ANSWER = 100_000;

    /** Between client and node, one way. */
    static final long NETWORK = 300_000;

    /** A frame to a subscriber. */
    static final long FRAME = 200_000;

    /** Hints that are committed within this time are sent together. */
    static final long HINTS = 3_000_000;

    private TypicalLatencies() {}
}
