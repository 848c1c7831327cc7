package tribunal.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

public class ClockUncertaintyTest {
    /** Read at {@code ms}; the wall clock is ahead by {@code aheadMicros}. */
    public static ClocksPaired pair(long ms, long aheadMicros, long spacing) {
        return new ClocksPaired(ms * HistoryBuilder.MS, ms * 1_000 + aheadMicros, spacing);
    }

    @Test
    void without_pairs_only_the_resolution_of_a_commit_time_is_uncertain() {
        assertThat(ClockUncertainty.of(List.of()).epsilon()).isEqualTo(1_000);
    }

    @Test
    void neighbours_that_disagree_and_half_the_usual_spacing_are_added() {
        // 1 µs resolution + |7 - 3| µs + 600 ns / 2
        assertThat(ClockUncertainty.of(List.of(pair(0, 3, 600), pair(100, 7, 600), pair(200, 6, 600)))
                        .epsilon())
                .isEqualTo(1_000 + 4_000 + 300);
    }

    @Test
    void one_slow_reading_that_agrees_with_its_neighbours_costs_nothing() {
        // the median of 600, 600 and 40,000,000 is 600
        assertThat(ClockUncertainty.of(List.of(pair(0, 3, 600), pair(100, 3, 40_000_000), pair(200, 3, 600)))
                        .epsilon())
                .isEqualTo(1_000 + 300);
    }

    @Test
    void a_clock_that_was_set_during_the_run_is_not_trusted_to_a_millisecond() {
        assertThat(ClockUncertainty.of(List.of(pair(0, 0, 600), pair(100, 5_000, 600)))
                        .isTrusted())
                .isFalse();
    }

    @Test
    void a_time_is_surely_before_another_only_beyond_the_uncertainty() {
        ClockUncertainty clocks = new ClockUncertainty(1_000);

        assertThat(clocks.certainlyBefore(5, 1_005)).isFalse();
        assertThat(clocks.certainlyBefore(5, 1_006)).isTrue();
    }

    @Test
    void an_uncertainty_of_a_millisecond_is_trusted_and_one_above_is_not() {
        assertThat(new ClockUncertainty(HistoryBuilder.MS).isTrusted()).isTrue();
        assertThat(new ClockUncertainty(HistoryBuilder.MS + 1).isTrusted()).isFalse();
    }

    @Test
    void of_clocks_that_are_far_apart_it_is_said_since_when_and_how_far() {
        // the second pair is 5 s off: |5,000,000 - 3| µs + 1 µs + 600 ns / 2
        ClockUncertainty clocks =
                ClockUncertainty.of(List.of(pair(0, 3, 600), pair(2_000, 5_000_000, 600), pair(2_100, 5_000_001, 600)));

        assertThat(clocks.doubt())
                .contains(
                        "times of the database and of other witnesses cannot be compared: since 2.0 s their clocks may be"
                                + " 5000 ms apart, more than 10.0 ms");
        assertThat(new ClockUncertainty(10_000_000).doubt()).isEmpty();
        assertThat(new ClockUncertainty(10_000_001))
                .extracting(ClockUncertainty::doubt)
                .isNotEqualTo(java.util.Optional.empty());
    }

    @Test
    void every_guarantee_that_compares_across_clocks_is_unknown_if_they_are_far_apart() {
        HistoryBuilder story = HistoryBuilder.sound()
                .add(pair(0, 0, 600))
                .add(pair(1, 5_000_000, 600))
                .drained();

        assertThat(story.judged().guarantees())
                .filteredOn(v -> v.status() == VerdictStatus.UNKNOWN)
                .extracting(Verdict::guarantee)
                .containsExactly(
                        "atomicity", "order-independence", "subscription", "no-overlap", "recovery", "amplification");
    }
}
