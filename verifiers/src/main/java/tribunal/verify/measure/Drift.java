package tribunal.verify.measure;

/**
 * The change of one figure from the first to the last third of a long storm. It is reported but decides no verdict.
 *
 * <p>A figure has <em>drifted</em> if it rose by more than a tenth, and, if it is a latency, also by more than 5 ms:
 * smaller differences occur anyway between two periods of the same run. A fall is no drift. A count
 * ({@link Unit#COUNT}) grows with the traffic and never drifts; it is reported to explain the other figures.
 *
 * @param what name of the figure: {@code place-order p99}, {@code app memory}, {@code disk per second} …
 */
public record Drift(String what, Unit unit, long first, long last) {
    private static final double RISE_MAX = 0.10;
    private static final long RISE_MAX_NANOS = 5_000_000;

    /** The unit of a figure. */
    public enum Unit {
        NANOS,
        BYTES,
        /** Thousandths of a processor. */
        MILLICORES,
        COUNT
    }

    /** The rise as a share of the first value; negative for a fall, 0 if the first value is 0. */
    public double change() {
        return first == 0 ? 0 : (double) (last - first) / first;
    }

    public boolean drifted() {
        return switch (unit) {
            case COUNT -> false;
            case NANOS -> change() > RISE_MAX && last - first > RISE_MAX_NANOS;
            case BYTES, MILLICORES -> change() > RISE_MAX;
        };
    }
}
