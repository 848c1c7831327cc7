package tribunal.verify;

import static tribunal.verify.Story.delivery;
import static tribunal.verify.Story.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;

class RecoveryTest {
    private static final DeliveryId CHARGE = delivery("o-1", 1, "ChargePayment");
    private static final DeliveryId NOTIFY = delivery("o-1", 1, "NotifyCustomer");

    private static Verdict judged(Story story) {
        return story.verdict("recovery");
    }

    /** A killed node came back; heal is at 1 s, so that the backlog must be empty at 31 s. */
    private static Story healed() {
        return history()
                .commits("o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("o-1")
                .add(new NodeKilled(100 * Story.MS, "n-1"))
                .add(new NodeStarted(900 * Story.MS, "n-1"))
                .at(999)
                .phase(Phase.HEAL);
    }

    @Test
    void a_backlog_that_is_empty_in_time_is_valid() {
        assertThatVerdict(judged(healed().canary().at(30_000).delivers(CHARGE).drained()))
                .isValid()
                .hadOpportunities(1)
                .summarises("backlog empty 29.0 s after heal, 1 outage and 0 deliveries poisoned");
    }

    @Test
    void a_delivery_that_is_over_too_late_says_where_it_was() {
        assertThatVerdict(judged(healed().canary().at(31_000).delivers(CHARGE).drained()))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never claimed");
    }

    @Test
    void a_delivery_that_is_never_over_says_what_its_last_answer_was() {
        Story story = healed().canary();
        story.attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED)
                .at(40_000);

        assertThatVerdict(judged(story.notDrained()))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never finished");
    }

    @Test
    void a_run_that_ended_before_the_bound_convicts_nobody() {
        assertThatVerdict(judged(healed().canary().notDrained())).isUnknown("before the bound");
        assertThatVerdict(judged(healed().canary())).isUnknown("cut short");
    }

    @Test
    void a_canary_that_stalls_with_all_nodes_up_is_a_violation() {
        Story story = healed().add(new CanaryPlaced(1_100 * Story.MS, "o-1")).delivers(CHARGE);

        assertThatVerdict(judged(story.at(20_000).notDrained()))
                .isInvalid("the canary, order o-1, stalled in PLACED: nothing of it is outstanding");
    }

    @Test
    void a_canary_is_excused_while_a_node_is_down_or_its_bound_is_not_over() {
        Story down = healed().add(new CanaryPlaced(1_100 * Story.MS, "o-1")).delivers(CHARGE);
        down.add(new NodeKilled(1_200 * Story.MS, "n-2"));
        Story soon = healed().add(new CanaryPlaced(1_100 * Story.MS, "o-1")).delivers(CHARGE);

        assertThatVerdict(judged(down.at(20_000).notDrained())).isUnknown("n-2 is down");
        assertThatVerdict(judged(soon.notDrained())).isUnknown("before its bound");
    }

    @Test
    void in_calm_where_nothing_is_out_of_service_or_poisoned_it_is_not_exercised() {
        assertThatVerdict(
                        judged(history().lives("o-1").phase(Phase.HEAL).canary().drained()))
                .isNotExercised()
                .hadOpportunities(0);
    }

    @Test
    void in_steady_faults_of_single_attempts_do_not_exercise_it_and_demanding_it_is_unknown() {
        Story steady = history()
                .commits("o-1", "PLACED")
                .attempts(CHARGE, 1, Ending.CRASHED)
                .meets(CHARGE, 1, "crash")
                .answered(CHARGE, 1, Answer.NO_ANSWER)
                .at(3_007)
                .attempts(CHARGE, 2, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE)
                .settles(CHARGE, 2, Settlement.DONE)
                .neverDelivers(CHARGE)
                .deliversTheRest("o-1")
                .phase(Phase.HEAL)
                .canary()
                .drained();

        assertThatVerdict(judged(steady)).isNotExercised().hadOpportunities(0);
        assertThatVerdict(judged(steady.demands("recovery"))).isUnknown("nothing gave it an opportunity to fail");
    }

    @Test
    void poison_that_was_declared_and_never_came_is_no_opportunity() {
        assertThatVerdict(judged(history()
                        .poisons("o-2", "OrderPlaced", "ChargePayment", 3)
                        .lives("o-1")
                        .phase(Phase.HEAL)
                        .canary()
                        .drained()))
                .isNotExercised();
    }

    @Test
    void in_poisoned_event_each_poisoned_delivery_is_an_opportunity() {
        // Poison fails for 3 s from 3 ms on, through a heal at 1 s; the others are over long before.
        Story story = history()
                .poisons("o-1", "OrderPlaced", "ChargePayment", 3)
                .commits("o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("o-1")
                .givesUp(CHARGE, 3)
                .add(new PhaseStarted(1_000 * Story.MS, Phase.HEAL))
                .canary()
                .drained();

        assertThatVerdict(judged(story)).isValid().hadOpportunities(1);
        assertThatVerdict(judged(story.demands("recovery"))).isValid();
    }

    /** ChargePayment fails from 3 ms on, three times, a second apart. */
    private static Story poisoned() {
        return history()
                .poisons("o-1", "OrderPlaced", "ChargePayment", 3)
                .commits("o-1", "PLACED")
                .givesUp(CHARGE, 3);
    }

    @Test
    void poison_that_holds_up_nobody_is_valid_and_may_fail_through_the_drain() {
        assertThatVerdict(judged(poisoned().deliversTheRest("o-1").drained()))
                .isValid()
                .hadOpportunities(1);
    }

    @Test
    void a_neighbour_that_is_first_tried_too_late_was_held_up() {
        Story due = history()
                .poisons("o-1", "OrderPlaced", "ChargePayment", 7)
                .commits("o-1", "PLACED")
                .givesUp(CHARGE, 7);
        due.neverDelivers(NOTIFY)
                .add(new tribunal.history.ChannelEntry.HandedOver(
                        7_001 * Story.MS, "o-1#1", "NotifyCustomer", 1, 1, "n-1", "o-1", "Type", 1, 0));
        assertThatVerdict(judged(due.begins(NOTIFY, 1, 0)
                        .ends(NOTIFY, 1, 0, Ending.DONE)
                        .settles(NOTIFY, 1, Settlement.DONE)
                        .deliversTheRest("o-1")
                        .drained()))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 7.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    /** OrderPlaced of o-1 for NotifyCustomer is first handed over at 7 s, by the second claim; o-2 can be delivered meanwhile. */
    private static Story late(boolean isBusy, boolean isLost) {
        Story story = history()
                .poisons("o-1", "OrderPlaced", "ChargePayment", 7)
                .commits("o-1", "PLACED")
                .neverDelivers(NOTIFY)
                .neverDelivers(CHARGE)
                .deliversTheRest("o-1")
                .givesUp(CHARGE, 7);
        if (isLost) {
            story.add(claim(2_500, 1)).add(claim(6_900, 2));
        }
        if (isBusy) {
            story.at(3_500).commits("o-2", "PLACED").delivers(delivery("o-2", 1, "NotifyCustomer"));
        }
        return story.at(7_000)
                .add(new tribunal.history.ChannelEntry.HandedOver(
                        7_001 * Story.MS, "o-1#1", "NotifyCustomer", 2, 2, "n-1", "o-1", "Type", 1, 0))
                .begins(NOTIFY, 2, 0)
                .ends(NOTIFY, 2, 0, Ending.DONE)
                .settles(NOTIFY, 2, Settlement.DONE)
                .deliversTheRest("o-1")
                .deliversTheRest("o-2")
                .drained();
    }

    private static Claimed claim(long ms, long token) {
        return new Claimed(ms * Story.MS, "o-1#1", "NotifyCustomer", token, "n-1", (int) token);
    }

    @Test
    void a_function_that_works_off_a_backlog_is_busy_and_not_blocked() {
        assertThatVerdict(judged(late(false, false)))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 7.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
        assertThatVerdict(judged(late(true, false))).isValid();
    }

    @Test
    void what_was_claimed_and_lost_on_the_way_was_not_held_up_by_poison() {
        assertThatVerdict(judged(late(false, true))).isValid();
    }
}
