package tribunal.verify.guarantee.recovery;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.VerdictAssert.assertThatVerdict;
import static tribunal.verify.guarantee.recovery.RecoveryTest.healed;

import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

/** When a canary that is not done convicts the app. */
class CanaryTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("recovery");
    }

    @Test
    void a_canary_that_stalls_with_all_nodes_up_is_a_violation() {
        HistoryBuilder story = healed().add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:o-1"))
                .delivers(CHARGE);

        assertThatVerdict(judged(story.at(20_000).notDrained()))
                .isInvalid("the canary, order o-1, stalled in PLACED: none of its deliveries is outstanding")
                .isProvenBy("Committed", "CanaryStarted");
    }

    @Test
    void a_canary_is_excused_while_a_node_is_down_or_its_bound_is_not_over() {
        HistoryBuilder down = healed().add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:o-1"))
                .delivers(CHARGE);
        down.add(new NodeKilled(1_200 * HistoryBuilder.MS, "n-2"));

        assertThatVerdict(judged(down.at(20_000).notDrained())).isUnknown("n-2 is down");
        // placed at 1,100 ms, and its bound is 15 s
        assertThatVerdict(judged(canaryWaitedForUntil(16_099))).isUnknown("before its bound");
        assertThatVerdict(judged(canaryWaitedForUntil(16_100)))
                .isInvalid("the canary, order o-1, stalled in PLACED: none of its deliveries is outstanding");
    }

    private static HistoryBuilder canaryWaitedForUntil(long ms) {
        return healed().add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:o-1"))
                .delivers(CHARGE)
                .at(ms - 7_000)
                .notDrained();
    }

    @Test
    void a_canary_that_stalls_says_what_is_outstanding_of_it() {
        HistoryBuilder story = healed().add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:o-1"))
                .at(10_000);

        assertThatVerdict(judged(story.notDrained()))
                .isInvalid("the canary, order o-1, stalled in PLACED: "
                        + "OrderPlaced of order o-1 for ChargePayment was never claimed");
    }

    @Test
    void a_canary_in_a_history_cut_short_convicts_nobody() {
        HistoryBuilder story = healed().add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:o-1"))
                .delivers(CHARGE);

        assertThatVerdict(judged(story.at(20_000))).isUnknownBecause("the history was cut short");
    }

    /** The canary waits for its charge since heal; another order is charged for the first time at that time. */
    private static HistoryBuilder busyUntil(long ms) {
        return healed().add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:o-1"))
                .commits("order:o-2", "PLACED")
                .at(ms)
                .due(-20_000)
                .delivers(delivery("order:o-2", 1, "ChargePayment"))
                .at(20_000)
                .notDrained();
    }

    @Test
    void a_canary_that_waits_behind_a_backlog_is_in_doubt() {
        // the run ends at 27,000 ms and the longest silence is 6 s; handed over 2 ms after the given time
        assertThatVerdict(judged(busyUntil(20_999))).isUnknown("waits behind a backlog that is still being worked off");
        assertThatVerdict(judged(busyUntil(20_998)))
                .isInvalid("the canary, order o-1, stalled in PLACED: "
                        + "OrderPlaced of order o-1 for ChargePayment was never claimed");
    }

    @Test
    void a_canary_that_was_never_committed_is_in_doubt_while_any_function_gets_new_work() {
        HistoryBuilder busy =
                healed().delivers(CHARGE).add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:canary"));
        busy.commits("order:o-2", "PLACED").at(20_999).delivers(delivery("order:o-2", 1, "NotifyCustomer"));

        assertThatVerdict(judged(busy.at(20_000).notDrained())).isUnknown("waits behind a backlog");
    }

    @Test
    void a_canary_that_was_never_committed_although_no_function_gets_new_work_is_a_violation() {
        HistoryBuilder idle =
                healed().delivers(CHARGE).add(new CanaryStarted(1_100 * HistoryBuilder.MS, "order:canary"));

        assertThatVerdict(judged(idle.at(20_000).notDrained()))
                .isInvalid("the canary, order canary, stalled before its first commit: it was never committed");
    }
}
