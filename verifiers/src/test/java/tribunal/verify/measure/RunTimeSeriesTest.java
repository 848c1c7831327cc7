package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;

import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.measure.RunTimeSeries.Mark;
import tribunal.verify.measure.RunTimeSeries.Spread;
import tribunal.verify.measure.RunTimeSeries.Stretch;

class RunTimeSeriesTest {
    private static final long SECOND = 1_000 * MS;

    private static RunTimeSeries progress(HistoryBuilder story) {
        return story.judged().timeSeries();
    }

    private static HistoryBuilder placed(HistoryBuilder story, int number, long intendedMs, long tookMs) {
        String operation = "place/" + number;
        return story.add(new OperationSent(
                        intendedMs * MS, operation, 1, "PLACE", "order:o-" + number, "c-1", intendedMs * MS))
                .at(intendedMs + tookMs - 1)
                .answers(operation, Outcome.ACKNOWLEDGED, 1, "PLACED");
    }

    @Test
    void a_latency_belongs_to_the_second_in_which_it_began() {
        HistoryBuilder story = history().add(new PhaseStarted(SECOND, Phase.WARM_UP));
        placed(story, 1, 1_100, 20);
        placed(story, 2, 1_900, 300);
        placed(story, 3, 2_500, 50);

        // Of 20 and 300 ms the smaller is the median: half of them do not exceed it.
        assertThat(progress(story))
                .extracting(RunTimeSeries::from, RunTimeSeries::width)
                .containsExactly(SECOND, SECOND);
        assertThat(progress(story).stretches())
                .extracting(
                        Stretch::offered,
                        s -> s.creation().orElseThrow().p50(),
                        s -> s.creation().orElseThrow().p99())
                .containsExactly(tuple(2L, 20 * MS, 300 * MS), tuple(1L, 50 * MS, 50 * MS));
    }

    @Test
    void latencies_are_counted_by_size_six_sizes_to_a_power_of_ten() {
        HistoryBuilder story = history().add(new PhaseStarted(SECOND, Phase.WARM_UP));
        placed(story, 1, 1_100, 10);
        placed(story, 2, 1_200, 14);
        placed(story, 3, 1_300, 15);

        // 10 ms are 10^(42/6) ns; the next size begins at 10^(43/6) ns = 14.68 ms
        assertThat(progress(story)
                        .stretches()
                        .getFirst()
                        .creation()
                        .orElseThrow()
                        .counts())
                .containsExactly(entry(42, 2L), entry(43, 1L));
        assertThat(Spread.stepNanos(42)).isEqualTo(10.0 * MS);
    }

    @Test
    void the_lag_is_how_late_the_load_generator_sent() {
        HistoryBuilder story = history()
                .add(new PhaseStarted(SECOND, Phase.STORM))
                .add(new OperationSent(1_107 * MS, "place/1", 1, "PLACE", "order:o-1", "c-1", 1_100 * MS));

        assertThat(progress(story).stretches().getFirst().lag().orElseThrow().p99())
                .isEqualTo(7 * MS);
    }

    @Test
    void an_order_is_done_when_it_comes_to_its_final_state_and_seen_by_its_subscriber_later() {
        HistoryBuilder story = history().add(new PhaseStarted(0, Phase.STORM)).subscribes("ws-1", "customer:c-1");
        placed(story, 1, 100, 20);
        story.at(499).commits("order:o-1", "PLACED").at(1_499).commits("order:o-1", "CANCELLED");
        story.at(1_506).sees("ws-1", "order:o-1", 2, "CANCELLED");

        assertThat(progress(story).stretches()).extracting(Stretch::done).containsExactly(0L, 1L);
        // Version 1 was committed at 500 ms and first superseded on the screen at 1,507.
        assertThat(progress(story).stretches())
                .extracting(s -> s.fanOut().orElseThrow().p99())
                .containsExactly(1_007 * MS, 7 * MS);
    }

    @Test
    void the_backlog_is_the_most_that_was_seen_and_unknown_where_nobody_looked() {
        HistoryBuilder story =
                history().add(sample(100, 7)).add(sample(600, 3)).add(new NodeKilled(1_500 * MS, "node-1"));

        assertThat(progress(story).stretches())
                .extracting(Stretch::backlog)
                .containsExactly(OptionalLong.of(7), OptionalLong.empty());
    }

    private static ResourcesSampled sample(long ms, long backlog) {
        return new ResourcesSampled(ms * MS, new TreeMap<>(), 0, 2, new TreeMap<>(), backlog, new TreeMap<>(), 0);
    }

    @Test
    void phases_are_marks_in_the_order_of_time() {
        HistoryBuilder story = history()
                .add(new PhaseStarted(SECOND, Phase.WARM_UP))
                .add(new PhaseStarted(2 * SECOND, Phase.STORM))
                .add(new PhaseStarted(4 * SECOND, Phase.HEAL));

        assertThat(progress(story).marks())
                .containsExactly(
                        new Mark(SECOND, "warm-up"), new Mark(2 * SECOND, "storm"), new Mark(4 * SECOND, "heal"));
    }

    @Test
    void a_long_run_has_no_more_stretches_than_a_short_one() {
        // 3,001 seconds in stretches of 6: the last one holds one second
        RunTimeSeries long3000 =
                progress(history().add(new PhaseStarted(0, Phase.STORM)).add(sample(3_000_000, 1)));

        assertThat(long3000.width()).isEqualTo(6 * SECOND);
        assertThat(long3000.stretches()).hasSize(501);
        assertThat(long3000.stretches().getLast().backlog()).hasValue(1);
    }

    @Test
    void what_was_wanted_before_the_first_phase_or_after_the_last_entry_is_in_no_stretch() {
        HistoryBuilder story = history().add(new PhaseStarted(SECOND, Phase.WARM_UP));
        placed(story, 1, 500, 20);
        placed(story, 2, 1_100, 20);
        story.add(new OperationSent(1_500 * MS, "place/3", 1, "PLACE", "order:o-3", "c-1", 2 * SECOND));
        story.add(new OperationSent(1_500 * MS, "place/4", 1, "PLACE", "order:o-4", "c-1", 9 * SECOND));

        assertThat(progress(story).stretches()).extracting(Stretch::offered).containsExactly(1L);
    }

    @Test
    void the_canary_is_not_offered_and_an_order_on_its_way_is_not_done() {
        HistoryBuilder story = history().add(new PhaseStarted(0, Phase.STORM)).add(new CanaryStarted(0, "order:o-1"));
        placed(story, 1, 100, 20);
        placed(story, 2, 200, 20).commits("order:o-2", "PLACED");

        assertThat(progress(story).stretches())
                .extracting(Stretch::offered, Stretch::done)
                .containsExactly(tuple(1L, 0L));
    }
}
