package tribunal.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tribunal.verify.Synthetic;
import tribunal.verify.measure.SegmentLatency;

class PercentileChangeTest {
    private static List<PercentileChange> changes(Synthetic base, Synthetic candidate) {
        return PercentileChange.of(List.of(base.latency("handle")), List.of(candidate.latency("handle")), 50, 90, 99);
    }

    @Test
    void two_equal_runs_differ_and_not_significantly() {
        assertThat(changes(Synthetic.run(1), Synthetic.run(2))).allSatisfy(change -> {
            assertThat(change.share()).isNotZero();
            assertThat(change.low()).isNegative();
            assertThat(change.high()).isPositive();
            assertThat(change.significant()).isFalse();
        });
    }

    /**
     * The interval is one of 99%; what wanders from second to second costs a single pair some of it
     * (docs/decisions.md).
     */
    @Test
    void of_fifty_pairs_of_equal_runs_few_are_called_different() {
        long wrong = LongStream.range(0, 50)
                .filter(n -> changes(Synthetic.run(2 * n), Synthetic.run(2 * n + 1))
                        .getFirst()
                        .significant())
                .count();
        assertThat(wrong).isLessThanOrEqualTo(5);
    }

    @Test
    void what_takes_half_as_long_again_is_slower_and_the_interval_holds_the_truth() {
        PercentileChange median =
                changes(Synthetic.run(1), Synthetic.run(2).median(30)).getFirst();

        assertThat(median.significant()).isTrue();
        assertThat(median.low()).isPositive().isLessThan(0.5);
        assertThat(median.high()).isGreaterThan(0.5);
        assertThat(median.share()).isBetween(median.low(), median.high());
    }

    @Test
    void what_takes_less_time_is_faster() {
        assertThat(changes(Synthetic.run(1), Synthetic.run(2).median(10))
                        .getFirst()
                        .high())
                .isBetween(-0.6, -0.3);
    }

    @Test
    void a_small_change_of_much_that_hardly_varies_is_significant() {
        Synthetic large = Synthetic.run(1).calm().perSecond(1_000);
        PercentileChange median =
                changes(large, new Synthetic(2, 20.8, 1, 0, 30, 1_000)).getFirst();

        // 20.8 to 20 ms
        assertThat(median.share()).isCloseTo(0.04, within(0.02));
        assertThat(median.significant()).isTrue();
    }

    @Test
    void only_the_tail_can_be_slower() {
        List<PercentileChange> changes =
                changes(Synthetic.run(1), Synthetic.run(2).tail(4));

        assertThat(changes.getFirst().significant()).isFalse();
        assertThat(changes.getLast().low()).isGreaterThan(1);
    }

    @Test
    void too_few_values_cannot_judge_a_percentile() {
        // 528: the largest of fewer lies below the 99th percentile with a probability above 0.5%
        List<PercentileChange> changes =
                changes(Synthetic.run(1), Synthetic.run(2).median(100).lasting(26));

        assertThat(changes.getLast().unknown()).isEqualTo("too few values: the candidate has 520, 528 are needed");
        assertThat(changes.getLast().low()).isZero();
        assertThat(changes.getLast().high()).isZero();
        assertThat(changes.getLast().significant()).isFalse();
        assertThat(changes.getFirst().significant()).isTrue();
    }

    @Test
    void as_many_values_and_stretches_as_are_needed_are_enough() {
        // 8 stretches of 66 values: 528
        Synthetic least = Synthetic.run(1).lasting(8).perSecond(66);

        assertThat(changes(least, least)).extracting(PercentileChange::unknown).containsOnlyNulls();
    }

    @Test
    void a_few_seconds_cannot_judge_a_percentile() {
        assertThat(changes(Synthetic.run(1).lasting(7).perSecond(1_000), Synthetic.run(2))
                        .getFirst()
                        .unknown())
                .isEqualTo("too short: the baseline has values in 7 stretches of time, 8 are needed");
    }

    @Test
    void runs_that_differ_among_themselves_make_the_interval_wide() {
        List<SegmentLatency> base = List.of(
                Synthetic.run(1).median(15).latency("handle"),
                Synthetic.run(2).median(20).latency("handle"),
                Synthetic.run(3).median(25).latency("handle"));
        List<SegmentLatency> candidate = List.of(
                Synthetic.run(4).median(16).latency("handle"),
                Synthetic.run(5).median(30).latency("handle"),
                Synthetic.run(6).median(24).latency("handle"));

        assertThat(PercentileChange.of(base, candidate, 50).getFirst().significant())
                .isFalse();
        assertThat(PercentileChange.of(base.subList(0, 1), candidate.subList(1, 2), 50)
                        .getFirst()
                        .significant())
                .isTrue();
    }

    @Test
    void the_same_runs_give_the_same_answer() {
        assertThat(changes(Synthetic.run(1), Synthetic.run(2))).isEqualTo(changes(Synthetic.run(1), Synthetic.run(2)));
    }
}
