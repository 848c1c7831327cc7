package tribunal.verify.measure;

/**
 * How something changed over a long storm: what it was in the first third against what it was in the last. It is told and
 * decides no verdict.
 *
 * <p>It has <em>drifted</em> if it is up by more than a tenth, and a latency by more than 5 ms as well: two stretches of the
 * same run differ by less anyway. Less of anything is no wear. What is counted ({@link Unit#COUNT}) grows with the traffic
 * and never drifts; it is there to explain the others.
 *
 * @param what {@code place-order p99}, {@code app memory}, {@code disk per second} …
 * @param unit of the figures
 */
public record Drift(String what, Unit unit, long first, long last) {
    private static final double RISE_MAX = 0.10;
    private static final long RISE_MAX_NANOS = 5_000_000;

    /** What a figure counts. */
    public enum Unit {
        NANOS,
        BYTES,
        /** Thousandths of a processor. */
        MILLICORES,
        COUNT
    }

    /** By how much the last third lies above the first, as a share of the first; negative if below, 0 if that was nothing. */
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
