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
 * The latencies of one segment in one or more runs, in blocks of time, from which others like it can be drawn.
 *
 * <p>Neighbouring seconds of a run resemble each other, so blocks are drawn in stretches of neighbours, the cube root of
 * their number long, the first following the last (circular block bootstrap: Politis and Romano, 1992). Where there are
 * several runs, whole runs are drawn first, and then blocks within each.
 */
final class BlockBootstrap {
    /** Distinct latencies, ascending, in nanoseconds. */
    private final long[] values;

    /** Per run its blocks: the place of a value and how often it occurs, by turns. */
    private final List<List<int[]>> runs = new ArrayList<>();

    /** @param runs one segment's latencies in each, of which there are some */
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

    /** How many blocks there are in the run that has the fewest. */
    int blocks() {
        return runs.stream().mapToInt(List::size).min().orElse(0);
    }

    /** The latencies that so large a share of the values does not exceed, as measured. At least one value is needed. */
    long[] percentiles(double... percentiles) {
        long[] counts = new long[values.length];
        runs.forEach(run -> run.forEach(block -> add(block, counts)));
        return percentiles(counts, percentiles);
    }

    /** The same of a sample drawn from this one. */
    long[] drawn(SplittableRandom random, double... percentiles) {
        long[] counts = new long[values.length];
        for (int n = 0; n < runs.size(); n++) {
            draw(runs.get(random.nextInt(runs.size())), random, counts);
        }
        return percentiles(counts, percentiles);
    }

    private static void draw(List<int[]> run, SplittableRandom random, long[] counts) {
        int stretch = (int) Math.ceil(Math.cbrt(run.size()));
        int start = 0;
        for (int n = 0; n < run.size(); n++) {
            start = n % stretch == 0 ? random.nextInt(run.size()) : start;
            add(run.get((start + n % stretch) % run.size()), counts);
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
            found[i] = values[slot(counts, Math.max(1, (long) Math.ceil(percentiles[i] / 100 * total)))];
        }
        return found;
    }

    /** Where the value of this rank, from 1, is. */
    private static int slot(long[] counts, long rank) {
        int slot = 0;
        for (long below = counts[0]; below < rank; below += counts[slot]) {
            slot++;
        }
        return slot;
    }
}
