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
 * How one percentile of a segment changed from a baseline to a candidate. Shares are of the baseline: 0.5 for half as much
 * again.
 *
 * <p>Low and high are the ends of a percentile bootstrap's 99% interval (Efron and Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapter 13). The draws' seed is fixed: the same runs give the same answer.
 *
 * @param percentile above 0 and below 100
 * @param unknown why no more can be said than the two figures; null if more can. Low and high are 0 then
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

    /** As a share of the baseline. */
    public double share() {
        return (double) candidateNanos / Math.max(1, baseNanos) - 1;
    }

    /** The same two figures, of which no more can be said, for this reason. */
    PercentileChange unknown(String why) {
        return new PercentileChange(percentile, baseNanos, candidateNanos, 0, 0, why);
    }

    /** The interval does not hold zero. */
    public boolean significant() {
        return low > 0 || high < 0;
    }

    /** Of several percentiles of one segment. Each run has the segment; at least one run of each has values. */
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
