package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.ClientOutageEnded;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.History;
import tribunal.history.Phase;
import tribunal.history.Segment;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.InPartitions;
import tribunal.verify.Judge;
import tribunal.verify.Synthetic;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.evidence.ClockUncertaintyTest;
import tribunal.verify.verdict.VerdictStatus;

class BudgetCheckTest {
    /** An order wanted at 0 ms, sent {@code lag} later and answered at 60 ms. */
    private static HistoryBuilder answeredIn60(long lag) {
        return history()
                .add(new OperationSent(lag * MS, "place/1", 1, "PLACE", "order:o-1", "c-1", 0))
                .add(new OperationAnswered(60 * MS, "place/1", 1, Outcome.ACKNOWLEDGED, 1, "PLACED", null, Map.of()));
    }

    private static VerdictStatus status(HistoryBuilder story) {
        return story.judged().budgets().getFirst().status();
    }

    @Test
    void a_latency_below_its_limit_meets_the_budget() {
        assertThat(status(answeredIn60(1).budget("place-order", 100, 61))).isEqualTo(VerdictStatus.VALID);
        assertThat(status(answeredIn60(1).budget("place-order", 100, 61))).isEqualTo(VerdictStatus.VALID);
        assertThat(status(answeredIn60(1).budget("place-order", 100, 60))).isEqualTo(VerdictStatus.INVALID);
    }

    @Test
    void another_team_s_budgets_take_the_place_of_the_run_s() {
        Budget theirs = new Budget("place-order", Level.FAIL, "max < 60ms", 100, 60 * MS);
        Demands demands = new Demands(List.of(), List.of(), List.of(theirs));
        History run = answeredIn60(1).budget("place-order", 100, 61).recorded();

        Function<Long, List<BudgetResult>> inPartsOf =
                bytes -> InPartitions.judged(run, bytes, demands).budgets();
        BudgetResult missed = new BudgetResult(theirs, VerdictStatus.INVALID, 60_030_975, 1);

        assertThat(Judge.judge(run, Foodcourt.MODEL, Optional.of(demands)).budgets())
                .containsExactly(missed);
        assertThat(inPartsOf.apply(1L << 20)).containsExactly(missed);
        assertThat(inPartsOf.apply(100L)).containsExactly(missed);
    }

    @Test
    void the_actual_value_is_reported() {
        // three significant digits: 60 ms is kept within 0.1%
        BudgetResult result = answeredIn60(1)
                .budget("place-order", 50, 100)
                .judged()
                .budgets()
                .getFirst();

        assertThat(result.actualNanos()).isBetween(60 * MS, 60 * MS + 60_000);
    }

    @Test
    void a_load_generator_that_lags_makes_a_missed_budget_unknown_and_leaves_a_met_one_met() {
        assertThat(status(answeredIn60(20).budget("place-order", 100, 50))).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(status(answeredIn60(20).budget("place-order", 100, 100))).isEqualTo(VerdictStatus.VALID);
    }

    @Test
    void with_less_than_95_percent_of_the_schedule_sent_latencies_are_unknown() {
        assertThat(status(answeredIn60(1).scheduled(1).budget("place-order", 100, 100)))
                .isEqualTo(VerdictStatus.VALID);
        assertThat(status(answeredIn60(1).scheduled(2).budget("place-order", 100, 100)))
                .isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(answeredIn60(1).scheduled(1).judged().scheduleSent()).isTrue();
        assertThat(answeredIn60(1).scheduled(2).judged().scheduleSent()).isFalse();
    }

    @Test
    void nothing_measured_and_a_segment_that_cannot_be_judged_are_unknown() {
        HistoryBuilder untrusted = answeredIn60(1)
                .budget("completion", 100, 1_000)
                .commits("order:o-1", "PLACED")
                .cancels("order:o-1", Outcome.ACKNOWLEDGED)
                .add(ClockUncertaintyTest.pair(0, 0, 0))
                .add(ClockUncertaintyTest.pair(100, 1_500, 0));

        assertThat(status(answeredIn60(1).budget("fan-out", 100, 1_000))).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(status(answeredIn60(1).budget("no-such-segment", 100, 1_000)))
                .isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(status(untrusted)).isEqualTo(VerdictStatus.UNKNOWN);
    }

    private static VerdictStatus answeredLate(String fault) {
        return history()
                .add(new FaultWindowOpened(0, fault))
                .add(new FaultWindowClosed(2_000 * MS, fault))
                .at(3_000)
                .sends("PLACE", "order:o-1", "place/1")
                .at(5_000)
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .at(40_000)
                .sends("PLACE", "order:o-2", "place/2")
                .answers("place/2", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .budget("place-order", 100, 1_000)
                .judged()
                .budgets()
                .getFirst()
                .status();
    }

    @Test
    void what_touched_an_outage_or_its_recovery_is_left_out_and_an_assault_is_no_outage() {
        // what was sent at 3 s and answered at 5 s is within 2 s + 30 s; the quick one is sent at 40 s
        assertThat(answeredLate("database-restart")).isEqualTo(VerdictStatus.VALID);
        assertThat(answeredLate("chaos-monkey")).isEqualTo(VerdictStatus.INVALID);
    }

    private static VerdictStatus handledLate(String fault) {
        return status(history()
                .add(new FaultWindowOpened(0, fault))
                .add(new FaultWindowClosed(2_000 * MS, fault))
                .commits("order:o-1", "PLACED")
                .begins(CHARGE, 1, 0)
                .at(5_000)
                .ends(CHARGE, 1, 0, Ending.FAILED)
                .at(40_000)
                .begins(CHARGE, 2, 0)
                .ends(CHARGE, 2, 0, Ending.DONE)
                .budget("handle", 100, 1_000));
    }

    @Test
    void an_attempt_that_touched_an_outage_is_left_out_too() {
        assertThat(handledLate("database-restart")).isEqualTo(VerdictStatus.VALID);
        assertThat(handledLate("chaos-monkey")).isEqualTo(VerdictStatus.INVALID);
    }

    @Test
    void what_touched_an_outage_that_never_ended_is_left_out() {
        HistoryBuilder story = answeredIn60(1)
                .add(new FaultWindowOpened(50 * MS, "database-restart"))
                .budget("place-order", 100, 1);

        assertThat(status(story)).isEqualTo(VerdictStatus.UNKNOWN);
    }

    @Test
    void of_the_schedule_are_the_orders_since_the_warm_up() {
        HistoryBuilder rehearsal =
                answeredIn60(1).add(new PhaseStarted(1, Phase.WARM_UP)).budget("place-order", 100, 100);
        HistoryBuilder first =
                answeredIn60(1).add(new PhaseStarted(0, Phase.WARM_UP)).budget("place-order", 100, 100);
        HistoryBuilder cancel =
                answeredIn60(1).sends("CANCEL", "order:o-1", "cancel/1").budget("place-order", 100, 100);
        HistoryBuilder canary = answeredIn60(1)
                .add(new CanaryStarted(0, "order:canary"))
                .sends("PLACE", "order:canary", "place/2")
                .budget("place-order", 100, 100);

        assertThat(status(rehearsal.scheduled(1))).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(status(first.scheduled(1))).isEqualTo(VerdictStatus.VALID);
        assertThat(status(cancel.scheduled(2))).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(status(canary.scheduled(2))).isEqualTo(VerdictStatus.UNKNOWN);
    }

    @Test
    void with_95_percent_of_the_schedule_sent_latencies_are_judged() {
        HistoryBuilder story = history();
        for (int n = 1; n <= 19; n++) {
            story.sends("PLACE", "order:o-" + n, "place/" + n);
        }

        assertThat(story.scheduled(20).judged().scheduleSent()).isTrue();
    }

    private static VerdictStatus ofSeveralRuns(long limitNanos, SegmentLatency... latencies) {
        Budget budget = new Budget("place-order", Level.FAIL, "p(50) < as the test says", 50, limitNanos);
        ComparedRun run = new ComparedRun("a", new TreeMap<>(), Optional.empty(), Optional.empty(), List.of(latencies));
        return ComparedRun.judge(budget, List.of(run)).status();
    }

    @Test
    void a_latency_as_long_as_its_limit_misses_the_budget() {
        Histogram nanos = SegmentRecorder.histogram();
        nanos.recordValueWithCount(1_000, 8);
        SegmentLatency latency = new SegmentLatency("place-order", nanos, null);

        assertThat(ofSeveralRuns(1_000, latency)).isEqualTo(VerdictStatus.INVALID);
        assertThat(ofSeveralRuns(1_001, latency)).isEqualTo(VerdictStatus.VALID);
    }

    @Test
    void of_several_runs_too_one_that_lags_makes_a_missed_budget_unknown_and_leaves_a_met_one_met() {
        SegmentLatency latency = Synthetic.run(1).median(30).latency("place-order");
        SegmentLatency lag = Synthetic.run(2).latency(Segment.LAG.label());

        assertThat(ofSeveralRuns(20 * MS, latency)).isEqualTo(VerdictStatus.INVALID);
        assertThat(ofSeveralRuns(20 * MS, latency, lag)).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(ofSeveralRuns(50 * MS, latency, lag)).isEqualTo(VerdictStatus.VALID);
    }

    /** Judges {@code quick} answers in 10 ms and {@code slow} answers in 2 s by a budget of 1 s. */
    private static VerdictStatus mixed(double percentile, int quick, int slow) {
        Histogram nanos = SegmentRecorder.histogram();
        nanos.recordValueWithCount(10 * MS, quick);
        nanos.recordValueWithCount(2_000 * MS, slow);
        Budget budget = new Budget("place-order", Level.FAIL, "p < 1s", percentile, 1_000 * MS);
        SegmentLatency latency = new SegmentLatency("place-order", nanos, null);
        ComparedRun run = new ComparedRun("a", new TreeMap<>(), Optional.empty(), Optional.empty(), List.of(latency));
        return ComparedRun.judge(budget, List.of(run)).status();
    }

    @Test
    void each_percentile_is_met_by_enough_values_only() {
        // log 0.005 / log 0.5 = 7.6, log 0.005 / log 0.9 = 50.3, log 0.005 / log 0.99 = 527.2
        assertThat(mixed(50, 7, 0)).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(mixed(50, 8, 0)).isEqualTo(VerdictStatus.VALID);
        assertThat(mixed(90, 50, 0)).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(mixed(90, 51, 0)).isEqualTo(VerdictStatus.VALID);
        assertThat(mixed(99, 527, 0)).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(mixed(99, 528, 0)).isEqualTo(VerdictStatus.VALID);
        assertThat(mixed(99, 600, 6)).isEqualTo(VerdictStatus.VALID);
        assertThat(mixed(99, 600, 7)).isEqualTo(VerdictStatus.INVALID);
    }

    @Test
    void too_few_values_miss_a_budget_if_chance_does_not_explain_how_many_are_above_it() {
        // of 10 values, 2 above p99 have a probability of 0.0043, and 1 of 0.096
        assertThat(mixed(99, 8, 2)).isEqualTo(VerdictStatus.INVALID);
        assertThat(mixed(99, 9, 1)).isEqualTo(VerdictStatus.UNKNOWN);
        // of 7 values, all above p50 have a probability of 0.0078
        assertThat(mixed(50, 0, 7)).isEqualTo(VerdictStatus.UNKNOWN);
    }

    @Test
    void a_result_says_whether_there_are_too_few_values() {
        BudgetResult few = answeredIn60(1)
                .budget("place-order", 99, 100)
                .judged()
                .budgets()
                .getFirst();

        assertThat(few).returns(1L, BudgetResult::values).returns(528L, BudgetResult::valuesNeeded);
        assertThat(few.isTooFew()).isTrue();
        assertThat(few.status()).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(new BudgetResult(few.budget(), VerdictStatus.VALID, 1, 528).isTooFew())
                .isFalse();
    }

    /** Killed until 2 s, or dead without a plan; an order takes 2 s from 3 s on, and another 1 ms at 40 s. */
    private static VerdictStatus answeredLateAfter(Entry down) {
        return status(history()
                .add(down)
                .add(new NodeStarted(2_000 * MS, "n-1"))
                .at(3_000)
                .sends("PLACE", "order:o-1", "place/1")
                .at(5_000)
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .at(40_000)
                .sends("PLACE", "order:o-2", "place/2")
                .answers("place/2", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .budget("place-order", 100, 1_000));
    }

    @Test
    void a_planned_outage_of_a_node_is_left_out_too_but_not_one_that_nobody_planned() {
        assertThat(answeredLateAfter(new NodeKilled(1, "n-1"))).isEqualTo(VerdictStatus.VALID);
        assertThat(answeredLateAfter(new NodeDied(1, "n-1", "exit 3", List.of())))
                .isEqualTo(VerdictStatus.INVALID);
    }

    /** The subscriber sees version 2 of o-1 5 s late, and version 1 of o-2 after 1 ms. Both orders are placed by then. */
    private static HistoryBuilder seenLate(String connection, String segment) {
        return history()
                .add(new ClientOutageStarted(1_000 * MS, "slow-updates", "ann"))
                .add(new ClientOutageEnded(2_000 * MS, "slow-updates", "ann"))
                .at(1_499)
                .subscribes(connection, "customer:c-1")
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED", "CANCELLED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .at(6_500)
                .sees(connection, "order:o-1", 2, "CANCELLED")
                .at(40_000)
                .sends("PLACE", "order:o-2", "place/2")
                .commits("order:o-2", "PLACED", "CANCELLED")
                .answers("place/2", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .sees(connection, "order:o-2", 2, "CANCELLED")
                .budget(segment, 100, 1_000);
    }

    @Test
    void what_a_client_saw_late_is_left_out_only_if_its_own_connection_was_out_of_service() {
        for (String segment : List.of("fan-out", "end-to-end")) {
            assertThat(status(seenLate("ann-1", segment))).as(segment).isEqualTo(VerdictStatus.VALID);
            assertThat(status(seenLate("bob-1", segment))).as(segment).isEqualTo(VerdictStatus.INVALID);
        }
    }

    @Test
    void the_outage_of_a_client_leaves_out_nothing_that_it_did_not_receive() {
        HistoryBuilder story = answeredIn60(1)
                .add(new ClientOutageStarted(0, "slow-updates", "c-1"))
                .budget("place-order", 100, 60);

        assertThat(status(story)).isEqualTo(VerdictStatus.INVALID);
    }
}
