package tribunal.run.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What many seeds have come to; tallies of different seeds add up.
 *
 * @param nanos of virtual time
 * @param faults met, by kind: fates and outages
 * @param crashPoints by {@code Function,point}
 * @param situations by id
 * @param exercised in how many seeds each guarantee had an opportunity to be broken
 * @param findings what was wrong, the first of each kind for each seed
 * @param interleavings a number for each way that an order went
 * @param repeated how many seeds were run twice
 * @param differing of these, what differed, in words
 */
record BatchResult(
        long seeds,
        long orders,
        long entries,
        long nanos,
        long handOvers,
        SortedMap<String, Long> faults,
        SortedMap<String, Long> crashPoints,
        SortedMap<String, Long> situations,
        SortedMap<String, Long> exercised,
        List<Finding> findings,
        List<Long> interleavings,
        long repeated,
        List<String> differing) {
    /**
     * A guarantee that a seed did not keep, or of which nobody knows.
     *
     * @param proven whether it is broken; else it is unknown
     */
    record Finding(long seed, String guarantee, boolean proven, String sentence) {}

    static BatchResult none() {
        return bare(0, List.of(), List.of());
    }

    /** A seed of which only this is known. */
    static BatchResult of(Finding finding) {
        return bare(1, List.of(finding), List.of());
    }

    /** No seed; what differed where it must not. */
    static BatchResult differing(String what) {
        return bare(0, List.of(), List.of(what));
    }

    private static BatchResult bare(long seeds, List<Finding> findings, List<String> differing) {
        return new BatchResult(
                seeds,
                0,
                0,
                0,
                0,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                findings,
                List.of(),
                0,
                differing);
    }

    BatchResult and(BatchResult other) {
        return new BatchResult(
                seeds + other.seeds,
                orders + other.orders,
                entries + other.entries,
                nanos + other.nanos,
                handOvers + other.handOvers,
                sum(faults, other.faults),
                sum(crashPoints, other.crashPoints),
                sum(situations, other.situations),
                sum(exercised, other.exercised),
                both(findings, other.findings),
                both(interleavings, other.interleavings),
                repeated + other.repeated,
                both(differing, other.differing));
    }

    /** Without the ways, which only their number is told of. */
    BatchResult withoutWays() {
        return new BatchResult(
                seeds,
                orders,
                entries,
                nanos,
                handOvers,
                faults,
                crashPoints,
                situations,
                exercised,
                findings,
                List.of(),
                repeated,
                differing);
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        List<T> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
