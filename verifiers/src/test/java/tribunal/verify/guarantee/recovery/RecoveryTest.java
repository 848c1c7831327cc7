package tribunal.verify.guarantee.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

class RecoveryTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("recovery");
    }

    /** A killed node came back; heal is at 1 s, so that the backlog must be empty at 31 s. */
    static HistoryBuilder healed() {
        return history()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .add(new NodeKilled(100 * HistoryBuilder.MS, "n-1"))
                .add(new NodeStarted(900 * HistoryBuilder.MS, "n-1"))
                .at(999)
                .phase(Phase.HEAL);
    }

    @Test
    void a_backlog_that_is_empty_in_time_is_valid() {
        assertThatVerdict(judged(healed().canary().at(30_000).delivers(CHARGE).drained()))
                .isValid()
                .hadOpportunities(1)
                .checked("outages", 1)
                .summarises("backlog empty 29.0 s after heal, 1 outage and 0 deliveries poisoned");
    }

    @Test
    void a_run_that_ended_before_the_bound_convicts_nobody() {
        assertThatVerdict(judged(healed().canary().notDrained())).isUnknown("before the bound");
        assertThatVerdict(judged(healed().canary())).isUnknown("cut short");
    }

    @Test
    void in_calm_where_nothing_is_out_of_service_or_poisoned_it_is_not_exercised() {
        assertThatVerdict(judged(
                        history().lives("order:o-1").phase(Phase.HEAL).canary().drained()))
                .isNotExercised()
                .hadOpportunities(0);
    }

    @Test
    void in_steady_faults_of_single_attempts_do_not_exercise_it_and_demanding_it_is_unknown() {
        HistoryBuilder steady = history()
                .commits("order:o-1", "PLACED")
                .attempts(CHARGE, 1, Ending.CRASHED)
                .meets(CHARGE, 1, "crash")
                .answered(CHARGE, 1, Answer.NO_ANSWER)
                .at(3_007)
                .attempts(CHARGE, 2, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE)
                .settles(CHARGE, 2, SettleOutcome.DONE)
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .phase(Phase.HEAL)
                .canary()
                .drained();

        assertThatVerdict(judged(steady)).isNotExercised().hadOpportunities(0);
        assertThatVerdict(judged(steady.demands("recovery"))).isUnknown("nothing gave it an opportunity to fail");
    }

    @Test
    void poison_that_was_declared_and_never_came_is_no_opportunity() {
        assertThatVerdict(judged(history()
                        .poisons("order:o-2", "OrderPlaced", "ChargePayment", 3)
                        .lives("order:o-1")
                        .phase(Phase.HEAL)
                        .canary()
                        .drained()))
                .isNotExercised();
    }

    @Test
    void in_poisoned_event_each_poisoned_delivery_is_an_opportunity() {
        // Poison fails for 3 s from 3 ms on, through a heal at 1 s; the others are over long before.
        HistoryBuilder story = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 3)
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .givesUp(CHARGE, 3)
                .add(new PhaseStarted(1_000 * HistoryBuilder.MS, Phase.HEAL))
                .canary()
                .drained();

        assertThatVerdict(judged(story)).isValid().hadOpportunities(1);
        assertThatVerdict(judged(story.demands("recovery"))).isValid();
    }

    @Test
    void a_node_that_is_seen_ready_for_the_first_time_was_not_out_of_service() {
        HistoryBuilder story =
                history().add(new NodeStarted(0, "n-1")).lives("order:o-1").phase(Phase.HEAL);

        assertThatVerdict(judged(story.canary().drained())).isNotExercised().hadOpportunities(0);
    }

    @Test
    void a_backlog_is_empty_in_time_within_the_clocks_uncertainty() {
        // heal at 1 s and the bound of 30 s; the clocks are a microsecond apart
        long last = 31_000 * HistoryBuilder.MS + 1_000;

        assertThatVerdict(judged(settledAt(last))).isValid();
        assertThatVerdict(judged(settledAt(last + 1)))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never settled");
    }

    private static HistoryBuilder settledAt(long nanos) {
        return healed().canary()
                .at(30_000)
                .attempts(CHARGE, 1, Ending.DONE)
                .answered(CHARGE, 1, Answer.DONE)
                .add(new Settled(nanos, "o-1#1", "ChargePayment", 1, 1, SettleOutcome.DONE))
                .drained();
    }

    @Test
    void what_is_pending_when_the_run_ends_is_judged_once_the_bound_is_over() {
        // the bound is over at 31 s
        assertThatVerdict(judged(healed().canary().at(23_999).notDrained())).isUnknown("before the bound");
        assertThatVerdict(judged(healed().canary().at(24_000).notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never"
                        + " claimed");
    }

    @Test
    void what_is_known_to_be_over_too_late_convicts_though_the_harness_stopped_waiting_before() {
        HistoryBuilder story = healed().canary().notDrained().at(31_000).delivers(CHARGE);

        assertThatVerdict(judged(story))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never"
                        + " claimed");
    }

    @Test
    void deliveries_that_are_in_doubt_for_the_same_reason_are_counted() {
        HistoryBuilder story = healed().commits("order:o-2", "PLACED")
                .neverDelivers(delivery("order:o-2", 1, "ChargePayment"))
                .deliversTheRest("order:o-2");

        assertThatVerdict(judged(story.canary().notDrained()))
                .isUnknownBecause("a delivery was pending when the run ended, before the bound (2 times)");
    }

    @Test
    void a_node_that_stalled_by_itself_is_no_outage() {
        // the lease is 3 s, half of it a stall
        HistoryBuilder story = history()
                .add(new ClockSampled(0, "n-1", 0))
                .add(new ClockSampled(2_000 * HistoryBuilder.MS, "n-1", 2_000_000))
                .lives("order:o-1")
                .phase(Phase.HEAL);

        assertThatVerdict(judged(story.canary().drained())).isNotExercised().checked("outages", 0);
    }

    /** An order placed before heal at 1 s, and settled at that time; nothing was out of service. */
    private static HistoryBuilder withoutOutage(long settledMs) {
        return history()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .at(999)
                .phase(Phase.HEAL)
                .canary()
                .at(settledMs)
                .delivers(CHARGE);
    }

    @Test
    void a_backlog_without_an_outage_is_load_and_convicts_nobody() {
        assertThatVerdict(judged(withoutOutage(40_000).drained()))
                .isUnknownBecause("1 delivery still pending, but no outage came before it: "
                        + "it was more load than the app could bear");
        assertThatVerdict(judged(withoutOutage(30_000).drained())).isNotExercised();
    }

    @Test
    void what_was_recorded_after_heal_is_due_the_bound_after_its_recording() {
        DeliveryId late = delivery("order:o-2", 1, "ChargePayment");
        HistoryBuilder story = healed().delivers(CHARGE).canary().at(20_000).commits("order:o-2", "PLACED");
        story.neverDelivers(late).deliversTheRest("order:o-2");
        HistoryBuilder other = healed().delivers(CHARGE).canary().at(20_000).commits("order:o-2", "PLACED");
        other.neverDelivers(late).deliversTheRest("order:o-2");

        // recorded at 20,001 ms, so due at 50,001 ms
        assertThatVerdict(judged(story.at(49_900).delivers(late).drained())).isValid();
        assertThatVerdict(judged(other.at(50_000).delivers(late).drained()))
                .isInvalid("OrderPlaced of order o-2 for ChargePayment was still pending 30.0 s after its recording "
                        + "after heal: never started");
    }

    private static HistoryBuilder sentAt(HistoryBuilder story, String kind, long intendedMs, long sentMs) {
        return story.add(new OperationSent(
                sentMs * HistoryBuilder.MS, kind + "/1", 1, kind, "order:o-1", "c-1", intendedMs * HistoryBuilder.MS));
    }

    @Test
    void a_schedule_that_was_sent_after_heal_is_the_load_generator_s_fault() {
        HistoryBuilder late = sentAt(healed().canary(), "PLACE", 500, 2_001);

        assertThatVerdict(judged(late.at(31_000).delivers(CHARGE).drained()))
                .isUnknownBecause("1 delivery still pending, but the load generator sent 1 of the schedule's orders "
                        + "after heal, up to 1.5 s late");
    }

    @Test
    void in_virtual_time_no_load_generator_is_ever_too_busy() {
        HistoryBuilder late = sentAt(healed().canary(), "PLACE", 500, 2_001).simulated();

        assertThat(judged(late.at(31_000).delivers(CHARGE).drained()).status()).isEqualTo(VerdictStatus.INVALID);
    }

    @Test
    void sends_that_are_due_later_or_a_little_late_or_few_or_no_orders_excuse_nobody() {
        HistoryBuilder dueLater = sentAt(healed().canary(), "PLACE", 1_001, 5_000);
        HistoryBuilder little = sentAt(healed().canary(), "PLACE", 500, 2_000);
        HistoryBuilder few = sentAt(healed().canary(), "PLACE", 500, 5_000).scheduled(20);
        HistoryBuilder cancel = sentAt(healed().canary(), "CANCEL", 500, 5_000);

        assertThat(List.of(dueLater, little, few, cancel))
                .allSatisfy(story -> assertThat(
                                judged(story.at(31_000).delivers(CHARGE).drained())
                                        .status())
                        .isEqualTo(VerdictStatus.INVALID));
    }

    @Test
    void a_node_that_died_by_itself_is_a_violation_with_the_end_of_its_log() {
        NodeDied silent = new NodeDied(500 * HistoryBuilder.MS, "n-1", "killed by signal 9", List.of());
        NodeDied last =
                new NodeDied(500 * HistoryBuilder.MS, "n-1", "exit 3", List.of("a", "java.lang.OutOfMemoryError"));

        assertThatVerdict(judged(
                        history().commits("order:o-1", "PLACED").add(silent).notDrained()))
                .isInvalid("n-1 of the app died by itself, killed by signal 9")
                .isProvenBy("NodeDied");
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED").add(last)))
                .isInvalid("n-1 of the app died by itself, exit 3; the last lines of its log: "
                        + "a / java.lang.OutOfMemoryError");
    }
}
