package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.Story.CHARGE;
import static tribunal.verify.Story.delivery;
import static tribunal.verify.Story.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;

class RecoveryTest {
    private static final DeliveryId NOTIFY = delivery("o-1", 1, "NotifyCustomer");
    private static final String HELD_UP =
            "OrderPlaced of order o-1 for NotifyCustomer was first tried 7.0 s after it was due, while "
                    + "OrderPlaced of order o-1 for ChargePayment kept failing";

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
                .add(new HandedOver(7_001 * Story.MS, "o-1#1", "NotifyCustomer", 1, 1, "n-1", "o-1", "Type", 1, 0));
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
                .add(new HandedOver(7_001 * Story.MS, "o-1#1", "NotifyCustomer", 2, 2, "n-1", "o-1", "Type", 1, 0))
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

    @Test
    void what_an_outage_held_up_was_not_held_up_by_poison() {
        Story nodeDown = late(false, false)
                .add(new NodeKilled(3_000 * Story.MS, "n-9"))
                .add(new NodeStarted(4_000 * Story.MS, "n-9"));
        Story databaseDown = late(false, false)
                .add(new FaultWindowOpened(3_000 * Story.MS, "database-restart"))
                .add(new FaultWindowClosed(4_000 * Story.MS, "database-restart"));
        Story later = late(false, false)
                .add(new FaultWindowOpened(8_000 * Story.MS, "database-restart"))
                .add(new FaultWindowClosed(9_000 * Story.MS, "database-restart"));

        assertThatVerdict(judged(nodeDown)).isValid();
        assertThatVerdict(judged(databaseDown)).isValid();
        assertThatVerdict(judged(later)).isInvalid(HELD_UP);
    }

    @Test
    void what_was_claimed_and_given_back_waits_from_when_it_was_due() {
        Story story = late(false, false)
                .add(claim(2_500, 1))
                .add(new Settled(2_600 * Story.MS, "o-1#1", "NotifyCustomer", 1, 1, Settlement.RELEASED))
                .add(claim(6_900, 2));

        assertThatVerdict(judged(story)).isInvalid(HELD_UP);
    }

    @Test
    void claims_after_its_first_attempt_say_nothing_of_how_long_it_waited() {
        assertThatVerdict(judged(late(false, false).add(claim(7_500, 3)))).isInvalid(HELD_UP);
    }

    @Test
    void what_waited_too_long_until_a_claim_that_was_lost_was_held_up_until_then() {
        // due at 1 ms, claimed at 6 s and lost, claimed again at 6,900 ms
        assertThatVerdict(judged(late(false, false).add(claim(6_000, 1)).add(claim(6_900, 2))))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 6.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    @Test
    void what_a_function_was_handed_before_a_delivery_was_due_does_not_make_it_busy() {
        // o-2's is handed over at 1.5 s, o-1's is due at 1.9 s: 5.1 s until 7,001 ms
        Story story = firstTried(7_001 * Story.MS, 1_900 * Story.MS)
                .at(1_498)
                .commits("o-2", "PLACED")
                .deliversTheRest("o-2");

        assertThatVerdict(judged(story))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 5.1 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    @Test
    void a_phantom_delivery_waits_for_nobody_and_is_no_part_of_the_backlog() {
        Story story = late(true, false).delivers(delivery("o-9", 1, "NotifyCustomer"));

        assertThatVerdict(judged(story)).isValid();
        assertThat(judged(story.phase(Phase.HEAL)).checked()).containsEntry("deliveries", 5L);
    }

    @Test
    void a_delivery_as_long_waiting_as_the_bound_was_not_held_up() {
        // due at 1 ms; the bound is 5 s, and the clocks are a microsecond apart
        long last = 5_001 * Story.MS + 1_000;

        assertThatVerdict(judged(firstTried(last, 0))).isValid();
        assertThatVerdict(judged(firstTried(last + 1, 0)))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 5.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    private static Story firstTried(long nanos, long due) {
        return history()
                .poisons("o-1", "OrderPlaced", "ChargePayment", 7)
                .commits("o-1", "PLACED")
                .givesUp(CHARGE, 7)
                .add(new HandedOver(nanos, "o-1#1", "NotifyCustomer", 1, 1, "n-1", "o-1", "Type", 1, due))
                .neverDelivers(NOTIFY)
                .begins(NOTIFY, 1, 0)
                .ends(NOTIFY, 1, 0, Ending.DONE)
                .settles(NOTIFY, 1, Settlement.DONE)
                .deliversTheRest("o-1")
                .drained();
    }

    @Test
    void poison_that_was_given_up_before_holds_up_nobody() {
        // given up at 2,008 ms; o-2 is due at 3 s and first handed over at 9 s
        Story story = poisoned()
                .deliversTheRest("o-1")
                .at(3_000)
                .commits("o-2", "PLACED")
                .at(9_000);

        assertThatVerdict(judged(story.deliversTheRest("o-2").drained())).isValid();
    }

    @Test
    void a_canary_in_a_history_cut_short_convicts_nobody() {
        Story story = healed().add(new CanaryPlaced(1_100 * Story.MS, "o-1")).delivers(CHARGE);

        assertThatVerdict(judged(story.at(20_000))).isUnknown("cut short");
    }

    @Test
    void a_node_that_is_seen_ready_for_the_first_time_was_not_out_of_service() {
        Story story = history().add(new NodeStarted(0, "n-1")).lives("o-1").phase(Phase.HEAL);

        assertThatVerdict(judged(story.canary().drained())).isNotExercised().hadOpportunities(0);
    }

    @Test
    void a_delivery_that_was_retried_is_over_when_it_was_settled_as_done() {
        Story story = healed().canary().at(10_000);
        story.attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED)
                .settles(CHARGE, 1, Settlement.RETRY);
        story.at(20_000).attempts(CHARGE, 2, Ending.DONE).answered(CHARGE, 2, Answer.DONE);

        // settled at 20,006 ms, and heal was at 1,000 ms
        assertThatVerdict(judged(story.settles(CHARGE, 2, Settlement.DONE).drained()))
                .summarises("backlog empty 19.0 s after heal, 1 outage and 0 deliveries poisoned");
    }

    @Test
    void a_dead_letter_is_over_when_it_was_given_up_and_worked_through_once_it_is_both() {
        Story dead = healed().canary().at(10_000);
        dead.attempts(CHARGE, 1, Ending.FAILED).settles(CHARGE, 1, Settlement.DEAD);
        Story settledFirst = healed().canary().at(10_000).claims(CHARGE, 1).begins(CHARGE, 1, 0);
        settledFirst.settles(CHARGE, 1, Settlement.DONE).at(15_000).ends(CHARGE, 1, 0, Ending.DONE);

        // given up at 10,005 ms; settled at 10,004 ms and worked through at 15,001 ms
        assertThatVerdict(judged(dead.drained()))
                .summarises("backlog empty 9.0 s after heal, 1 outage and 0 deliveries poisoned");
        assertThatVerdict(judged(settledFirst.drained()))
                .summarises("backlog empty 14.0 s after heal, 1 outage and 0 deliveries poisoned");
    }

    @Test
    void a_pending_delivery_says_where_it_was_when_the_bound_was_over() {
        // the bound is over at 31 s
        Story finishedLater = healed().canary()
                .at(30_000)
                .claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .at(32_000);
        Story ackedLater =
                healed().canary().at(30_000).attempts(CHARGE, 1, Ending.DONE).answered(CHARGE, 1, Answer.DONE);
        String pending = "OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: ";

        assertThatVerdict(judged(finishedLater
                        .ends(CHARGE, 1, 0, Ending.DONE)
                        .settles(CHARGE, 1, Settlement.DONE)
                        .drained()))
                .isInvalid(pending + "never finished");
        assertThatVerdict(judged(ackedLater
                        .at(32_000)
                        .settles(CHARGE, 1, Settlement.DONE)
                        .drained()))
                .isInvalid(pending + "never acked");
    }

    @Test
    void a_pending_delivery_says_what_it_was_last_answered_and_why() {
        Story story = healed().canary();
        story.attempts(CHARGE, 1, Ending.FAILED)
                .add(new Answered(story.now() + 1, "o-1#1", "ChargePayment", 1, Answer.FAILED, "503"));

        assertThatVerdict(judged(story.at(40_000).notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: "
                        + "never finished, last answer: 503");
    }
}
