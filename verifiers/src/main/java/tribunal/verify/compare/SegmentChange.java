package tribunal.verify.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A segment, or its part of one function, in both of two sides of a comparison.
 *
 * @param segment {@code place-order}, or {@code handle/ChargePayment}
 * @param base all its latencies in the baseline's runs together, in nanoseconds
 * @param candidate the same in the candidate's
 * @param baseOrders how many orders the baseline's runs placed, at least 1
 * @param candidateOrders how many the candidate's placed, at least 1
 * @param changes by percentile, ascending
 */
public record SegmentChange(
        String segment,
        Histogram base,
        Histogram candidate,
        long baseOrders,
        long candidateOrders,
        List<PercentileChange> changes) {
    /** What is less than both is significant perhaps, and nobody's concern. */
    private static final double SHARE_MIN = 0.05;

    private static final long NANOS_MIN = 500_000;

    /** In nanoseconds, how much of an order's time was spent in it, all its deliveries and attempts together. */
    public long basePerOrder() {
        return Math.round(base.getMean() * base.getTotalCount() / baseOrders);
    }

    public long candidatePerOrder() {
        return Math.round(candidate.getMean() * candidate.getTotalCount() / candidateOrders);
    }

    /** The percentile that rose most, of those that rose significantly and by an amount worth a word. */
    public Optional<PercentileChange> slower() {
        return changes.stream()
                .filter(change -> worthTelling(change) && change.share() > 0)
                .max(Comparator.comparingDouble(PercentileChange::share));
    }

    /** The percentile that fell most, likewise. */
    public Optional<PercentileChange> faster() {
        return changes.stream()
                .filter(change -> worthTelling(change) && change.share() < 0)
                .min(Comparator.comparingDouble(PercentileChange::share));
    }

    private static boolean worthTelling(PercentileChange change) {
        return change.significant()
                && Math.abs(change.share()) >= SHARE_MIN
                && Math.abs(change.candidateNanos() - change.baseNanos()) >= NANOS_MIN;
    }

    public Optional<PercentileChange> change(double percentile) {
        return changes.stream().filter(c -> c.percentile() == percentile).findFirst();
    }
}
