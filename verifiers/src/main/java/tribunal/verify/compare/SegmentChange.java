package tribunal.verify.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The change of one segment, or of its part for one function, between the two sides of a comparison.
 *
 * @param segment {@code place-order}, or {@code handle/ChargePayment}
 * @param base all its latencies in the runs of the baseline, in nanoseconds
 * @param candidate all its latencies in the runs of the candidate, in nanoseconds
 * @param baseEntities how many creations the baseline's runs measured, at least 1
 * @param candidateEntities how many creations the candidate's runs measured, at least 1
 * @param changes the changes by percentile, ascending
 */
public record SegmentChange(
        String segment,
        Histogram base,
        Histogram candidate,
        long baseEntities,
        long candidateEntities,
        List<PercentileChange> changes) {
    /** A smaller change, as a share or in nanoseconds, is not worth reporting even if it is significant. */
    private static final double SHARE_MIN = 0.05;

    private static final long NANOS_MIN = 500_000;

    /** The mean time per entity in nanoseconds, summed over its deliveries and attempts. */
    public long basePerEntity() {
        return Math.round(base.getMean() * base.getTotalCount() / baseEntities);
    }

    public long candidatePerEntity() {
        return Math.round(candidate.getMean() * candidate.getTotalCount() / candidateEntities);
    }

    /** The percentile with the largest rise that is significant and worth reporting. */
    public Optional<PercentileChange> slower() {
        return changes.stream()
                .filter(change -> isWorthReporting(change) && change.share() > 0)
                .max(Comparator.comparingDouble(PercentileChange::share));
    }

    /** The percentile with the largest fall that is significant and worth reporting. */
    public Optional<PercentileChange> faster() {
        return changes.stream()
                .filter(change -> isWorthReporting(change) && change.share() < 0)
                .min(Comparator.comparingDouble(PercentileChange::share));
    }

    private static boolean isWorthReporting(PercentileChange change) {
        return change.significant()
                && Math.abs(change.share()) >= SHARE_MIN
                && Math.abs(change.candidateNanos() - change.baseNanos()) >= NANOS_MIN;
    }

    public Optional<PercentileChange> change(double percentile) {
        return changes.stream().filter(c -> c.percentile() == percentile).findFirst();
    }
}
