package tribunal.verify;

/**
 * How one figure of a long run changed from the first third of its storm to the last. It is shown and decides no verdict.
 *
 * <p>It <em>drifted</em> if it is up by more than a tenth, and a latency by more than 5 ms as well: less is what two
 * stretches of the same run differ by anyway. Less of anything is no wear. What grows because traffic does
 * ({@link Unit#COUNT}) never drifts; it is there to explain the others.
 *
 * @param what {@code place-order p99}, {@code app memory} …
 * @param before in the first third
 * @param after in the last third
 */
public record Drift(String what, Unit unit, double before, double after) {
    private static final double RISE_MAX = 1.1;
    private static final double RISE_MAX_NANOS = 5e6;

    /** What a figure is counted in. */
    public enum Unit {
        NANOS,
        BYTES,
        BYTES_PER_SECOND,
        CORES,
        COUNT
    }

    /** By how much it is up, as a share of what it was; 0 if it was nothing. */
    public double change() {
        return before == 0 ? 0 : after / before - 1;
    }

    public boolean drifted() {
        return unit != Unit.COUNT
                && before > 0
                && after > before * RISE_MAX
                && (unit != Unit.NANOS || after - before > RISE_MAX_NANOS);
    }
}
