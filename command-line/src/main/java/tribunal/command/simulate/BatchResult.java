package tribunal.command.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Mode;
import tribunal.history.KeyedRandom;
import tribunal.scenario.Scenario;

/**
 * The summed results of many seeds.
 *
 * @param nanos virtual time
 * @param faults faults that happened, by kind: fates and outages
 * @param crashPoints crashes by {@code Function,point}
 * @param situations by id
 * @param exercised for each guarantee, in how many seeds it had an opportunity to be broken
 * @param findings the first problem of each kind for each seed
 * @param interleavings for each order, a hash of its interleaving
 * @param repeated how many seeds were run twice
 * @param differing descriptions of differences between two runs of a seed
 */
record BatchResult(
        long seeds,
        long orders,
        long entries,
        long nanos,
        SortedMap<String, Long> faults,
        SortedMap<String, Long> crashPoints,
        SortedMap<String, Long> situations,
        SortedMap<String, Long> exercised,
        List<Finding> findings,
        List<Long> interleavings,
        long repeated,
        List<String> differing) {
    /** A guarantee that a seed broke, or whose verdict is unknown: then it is not proven. */
    record Finding(long seed, String guarantee, boolean proven, String sentence) {
        String text() {
            return "%s in seed %d: %s".formatted(guarantee, seed, sentence);
        }
    }

    static BatchResult none() {
        return bare(0, List.of(), List.of());
    }

    /** The result of a seed with only this finding. */
    static BatchResult of(Finding finding) {
        return bare(1, List.of(finding), List.of());
    }

    /** The result of no seed, with a difference between two runs. */
    static BatchResult differing(String what) {
        return bare(0, List.of(), List.of(what));
    }

    private static BatchResult bare(long seeds, List<Finding> findings, List<String> differing) {
        SortedMap<String, Long> none = Collections.emptySortedMap();
        return new BatchResult(seeds, 0, 0, 0, none, none, none, none, findings, List.of(), 0, differing);
    }

    BatchResult and(BatchResult other) {
        return new BatchResult(
                seeds + other.seeds,
                orders + other.orders,
                entries + other.entries,
                nanos + other.nanos,
                sum(faults, other.faults),
                sum(crashPoints, other.crashPoints),
                sum(situations, other.situations),
                sum(exercised, other.exercised),
                both(findings, other.findings),
                both(interleavings, other.interleavings),
                repeated + other.repeated,
                both(differing, other.differing));
    }

    /** This result without its interleavings, because only their number is reported. */
    BatchResult withoutInterleavings() {
        return new BatchResult(
                seeds,
                orders,
                entries,
                nanos,
                faults,
                crashPoints,
                situations,
                exercised,
                findings,
                List.of(),
                repeated,
                differing);
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> first, SortedMap<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(first);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    private static <T> List<T> both(List<T> first, List<T> other) {
        List<T> all = new ArrayList<>(first);
        all.addAll(other);
        return all;
    }

    /**
     * Names of the faults and situations that the scenario configures or expects and that never happened, without Chaos
     * Monkey, which exists only in real processes.
     */
    List<String> never(Scenario scenario) {
        var wanted = new LinkedHashSet<String>();
        Stream.concat(
                        scenario.faults().rules().stream(),
                        scenario.swarm().stream().flatMap(swarm -> swarm.candidates().stream()))
                .map(rule -> rule.spec().drawFate(new KeyedRandom(0), "").kind())
                .forEach(wanted::add);
        scenario.outages().stream()
                .map(Outage::kind)
                .filter(kind -> kind.isPossibleIn(Mode.SIMULATION))
                .forEach(kind -> wanted.add(kind.label()));
        scenario.demands().expects().forEach(e -> wanted.add(e.what()));
        wanted.remove("chaos-monkey");
        return wanted.stream()
                .filter(what -> faults.getOrDefault(what, 0L) == 0)
                .filter(what -> situations.getOrDefault(what, 0L) == 0)
                .toList();
    }
}
