package tribunal.verify.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tribunal.verify.measure.RequiredSampleSize;
import tribunal.verify.measure.SegmentLatency;

/**
 * The change of one percentile of a segment from a baseline to a candidate. Changes are shares of the baseline: 0.5
 * means 50% more.
 *
 * <p>{@code low} and {@code high} are the ends of the 99% interval of a percentile bootstrap (Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, chapter 13). The seed of the draws is fixed, so the same runs give the same
 * result.
 *
 * @param percentile above 0 and below 100
 * @param unknown why the change cannot be judged, in which case {@code low} and {@code high} are 0; null if it can
 */
public record PercentileChange(
        double percentile,
        long baseNanos,
        long candidateNanos,
        double low,
        double high,
        @Nullable String unknown) {
    private static final int DRAWS = 1_000;
    private static final double TAIL = RequiredSampleSize.TAIL;
    private static final int BLOCKS_MIN = 8;
    private static final long SEED = 42;

    /** The change as a share of the baseline. */
    public double share() {
        return (double) candidateNanos / Math.max(1, baseNanos) - 1;
    }

    /** A copy that cannot be judged, for this reason. */
    PercentileChange unknown(String why) {
        return new PercentileChange(percentile, baseNanos, candidateNanos, 0, 0, why);
    }

    /** Whether the interval excludes zero. */
    public boolean significant() {
        return low > 0 || high < 0;
    }

    /**
     * Computes the changes of several percentiles of one segment. Every run has the segment; each side has values in at
     * least one run.
     */
    static List<PercentileChange> of(List<SegmentLatency> base, List<SegmentLatency> candidate, double... percentiles) {
        BlockBootstrap before = new BlockBootstrap(base);
        BlockBootstrap after = new BlockBootstrap(candidate);
        long[] baseNanos = before.percentiles(percentiles);
        long[] candidateNanos = after.percentiles(percentiles);
        double[][] shares = shares(before, after, percentiles);
        List<PercentileChange> changes = new ArrayList<>();
        for (int i = 0; i < percentiles.length; i++) {
            String unknown = tooFew(base, before, percentiles[i], "the baseline");
            unknown = unknown == null ? tooFew(candidate, after, percentiles[i], "the candidate") : unknown;
            double low = unknown == null ? shares[i][(int) (TAIL * DRAWS)] : 0;
            double high = unknown == null ? shares[i][(int) ((1 - TAIL) * DRAWS) - 1] : 0;
            changes.add(new PercentileChange(percentiles[i], baseNanos[i], candidateNanos[i], low, high, unknown));
        }
        return changes;
    }

    private static double[][] shares(BlockBootstrap before, BlockBootstrap after, double... percentiles) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] shares = new double[percentiles.length][DRAWS];
        for (int n = 0; n < DRAWS; n++) {
            long[] base = before.drawn(random, percentiles);
            long[] candidate = after.drawn(random, percentiles);
            for (int i = 0; i < percentiles.length; i++) {
                shares[i][n] = (double) candidate[i] / Math.max(1, base[i]) - 1;
            }
        }
        Arrays.stream(shares).forEach(Arrays::sort);
        return shares;
    }

    private static @Nullable String tooFew(
            List<SegmentLatency> runs, BlockBootstrap sample, double percentile, String whose) {
        long count = runs.stream().mapToLong(run -> run.nanos().getTotalCount()).sum();
        long needed = RequiredSampleSize.needed(percentile);
        if (count < needed) {
            return String.format(Locale.ROOT, "too few values: %s has %,d, %,d are needed", whose, count, needed);
        }
        return sample.blocks() >= BLOCKS_MIN
                ? null
                : String.format(
                        Locale.ROOT,
                        "too short: %s has values in %d stretches of time, %d are needed",
                        whose,
                        sample.blocks(),
                        BLOCKS_MIN);
    }
}
