package tribunal.verify.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import tribunal.verify.measure.LatencyInterval;
import tribunal.verify.measure.SegmentLatency;

/**
 * The latencies of one segment in one or more runs, in blocks of time, from which random samples can be drawn.
 *
 * <p>Neighbouring seconds of a run resemble each other. Blocks are therefore drawn in sequences of neighbours, with the
 * cube root of the number of blocks as length; the first block follows the last (circular block bootstrap: Politis and
 * Romano, 1992). With several runs, whole runs are drawn first, and then blocks within each run.
 */
final class BlockBootstrap {
    /** Distinct latencies, ascending, in nanoseconds. */
    private final long[] values;

    /** The blocks of each run. A block is a list of pairs: the index of a value, then how often it occurs. */
    private final List<List<int[]>> runs = new ArrayList<>();

    /** Creates the blocks from the latencies of one segment in each run; at least one run. */
    BlockBootstrap(List<SegmentLatency> runs) {
        SortedSet<Long> distinct = new TreeSet<>();
        runs.forEach(run -> run.intervals()
                .forEach(i -> i.nanos().recordedValues().forEach(v -> distinct.add(v.getValueIteratedTo()))));
        values = distinct.stream().mapToLong(Long::longValue).toArray();
        runs.forEach(run -> this.runs.add(run.intervals().stream()
                .map(LatencyInterval::nanos)
                .map(this::block)
                .toList()));
    }

    private int[] block(Histogram nanos) {
        IntStream.Builder pairs = IntStream.builder();
        nanos.recordedValues()
                .forEach(v -> pairs.add(Arrays.binarySearch(values, v.getValueIteratedTo()))
                        .add((int) v.getCountAddedInThisIterationStep()));
        return pairs.build().toArray();
    }

    /** The smallest number of blocks of any run. */
    int blocks() {
        return runs.stream().mapToInt(List::size).min().orElse(0);
    }

    /**
     * The percentiles of the measured latencies, in nanoseconds. Needs at least one value.
     *
     * @param percentiles above 0, at most 100
     */
    long[] percentiles(double... percentiles) {
        long[] counts = new long[values.length];
        runs.forEach(run -> run.forEach(block -> add(block, counts)));
        return percentiles(counts, percentiles);
    }

    /** The percentiles of a sample drawn at random from these latencies, in nanoseconds. */
    long[] drawn(SplittableRandom random, double... percentiles) {
        long[] counts = new long[values.length];
        for (int n = 0; n < runs.size(); n++) {
            draw(runs.get(random.nextInt(runs.size())), random, counts);
        }
        return percentiles(counts, percentiles);
    }

    private static void draw(List<int[]> run, SplittableRandom random, long[] counts) {
        int length = (int) Math.ceil(Math.cbrt(run.size()));
        int start = 0;
        for (int n = 0; n < run.size(); n++) {
            start = n % length == 0 ? random.nextInt(run.size()) : start;
            add(run.get((start + n % length) % run.size()), counts);
        }
    }

    private static void add(int[] block, long[] counts) {
        for (int i = 0; i < block.length; i += 2) {
            counts[block[i]] += block[i + 1];
        }
    }

    private long[] percentiles(long[] counts, double... percentiles) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        long[] found = new long[percentiles.length];
        for (int i = 0; i < percentiles.length; i++) {
            found[i] = values[index(counts, Math.max(1, (long) Math.ceil(percentiles[i] / 100 * total)))];
        }
        return found;
    }

    /** The index of the value with this rank, counted from 1. */
    private static int index(long[] counts, long rank) {
        int index = 0;
        for (long below = counts[0]; below < rank; below += counts[index]) {
            index++;
        }
        return index;
    }
}
