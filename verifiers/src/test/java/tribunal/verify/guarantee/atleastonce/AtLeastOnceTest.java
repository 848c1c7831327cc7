package tribunal.verify.guarantee.atleastonce;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class AtLeastOnceTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("at-least-once");
    }

    @Test
    void a_delivery_that_crashed_first_and_then_succeeded_is_valid() {
        // PLACED goes to 3 functions; the first attempt is handed over at 5,003 ms, the second ends at 8,011 ms
        HistoryBuilder story = history()
                .at(5_000)
                .commits("order:o-1", "PLACED")
                .attempts(CHARGE, 1, Ending.CRASHED)
                .answered(CHARGE, 1, Answer.NO_ANSWER)
                .at(8_007)
                .delivers(CHARGE)
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained()))
                .isValid()
                .summarises("3 of 3, 0 dead letters, slowest recovery 3.0 s; not declared: effects of functions")
                .hadOpportunities(1);
    }

    @Test
    void a_delivery_whose_first_attempt_was_never_answered_is_an_opportunity() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .attempts(CHARGE, 1, Ending.CRASHED)
                .at(3_007)
                .delivers(CHARGE)
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained())).isValid().hadOpportunities(1);
    }

    @Test
    void when_every_first_attempt_succeeded_it_is_not_exercised() {
        assertThatVerdict(judged(sound().drained())).isNotExercised().hadOpportunities(0);
    }

    @Test
    void an_outstanding_delivery_is_lost_if_the_app_is_alive_and_nothing_was_tried_for_long() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .canary();

        assertThatVerdict(judged(story.notDrained()))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was lost: never claimed, and nothing was tried for it any more")
                .isProvenBy("EventRecorded")
                .checked("lost, never claimed", 1);
    }

    @Test
    void a_loss_says_how_far_the_delivery_came() {
        HistoryBuilder base =
                history().commits("order:o-1", "PLACED").neverDelivers(CHARGE).deliversTheRest("order:o-1");
        assertThatVerdict(judged(base.claims(CHARGE, 1).canary().notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was lost: never started, and nothing was tried "
                        + "for it any more");
        HistoryBuilder begun =
                history().commits("order:o-1", "PLACED").neverDelivers(CHARGE).deliversTheRest("order:o-1");
        assertThatVerdict(judged(
                        begun.claims(CHARGE, 1).begins(CHARGE, 1, 0).canary().notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was lost: never finished, and nothing was tried "
                        + "for it any more");
        HistoryBuilder done =
                history().commits("order:o-1", "PLACED").neverDelivers(CHARGE).deliversTheRest("order:o-1");
        done.attempts(CHARGE, 1, Ending.DONE).canary();
        assertThatVerdict(judged(done.notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was lost: never settled, and nothing was tried "
                        + "for it any more");
    }

    @Test
    void an_outstanding_delivery_may_still_be_tried() {
        // the failed attempt is 5 s before the end, the longest silence 6 s
        HistoryBuilder story = history()
                .canary()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .after(2_000)
                .attempts(CHARGE, 1, Ending.FAILED)
                .after(-2_000);

        assertThatVerdict(judged(story.notDrained())).isUnknown("still being tried");
    }

    @Test
    void an_outstanding_delivery_is_lost_once_nothing_was_tried_for_it_for_the_longest_silence() {
        // the failed attempt is 5,999 ms and 6 s before the end
        assertThatVerdict(judged(silentFor(5_999))).isUnknown("still being tried");
        assertThatVerdict(judged(silentFor(6_000)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was lost: never finished, and nothing was tried "
                        + "for it any more");
    }

    private static HistoryBuilder silentFor(long ms) {
        return history()
                .canary()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .attempts(CHARGE, 1, Ending.FAILED)
                .after(ms - 7_000)
                .notDrained();
    }

    @Test
    void what_was_never_recorded_is_counted_and_left_to_atomicity() {
        assertThatVerdict(judged(
                        sound().commitsWithoutEvent("order:o-2", "PLACED").drained()))
                .isNotExercised()
                .checked("never recorded", 1);
    }

    @Test
    void nothing_is_lost_while_the_canary_is_not_done() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED");

        assertThatVerdict(judged(story.notDrained())).isUnknown("no canary");
        assertThatVerdict(judged(history()
                        .commits("order:o-1", "PLACED")
                        .add(new CanaryStarted(0, "order:o-1"))
                        .notDrained()))
                .isUnknown("the canary itself is not done");
    }

    @Test
    void an_outstanding_delivery_proves_nothing_in_a_history_cut_short() {
        assertThatVerdict(judged(history().canary().commits("order:o-1", "PLACED")))
                .isUnknown("cut short");
    }

    @Test
    void a_delivery_of_an_event_that_was_never_recorded_is_a_phantom() {
        HistoryBuilder story = sound().delivers(delivery("order:o-1", 9, "ChargePayment"));

        assertThatVerdict(judged(story.drained()))
                .isInvalid("event o-1#9 (Type of order o-1) was delivered to ChargePayment, but never recorded");
        assertThatVerdict(judged(sound().delivers(delivery("order:o-1", 9, "ChargePayment"))))
                .isUnknown("cut short");
    }

    @Test
    void either_the_hand_over_or_the_attempt_makes_a_phantom() {
        DeliveryId phantom = delivery("order:o-1", 9, "ChargePayment");

        assertThatVerdict(judged(sound().claims(phantom, 1).drained()))
                .isInvalid("event o-1#9 (Type of order o-1) was delivered to ChargePayment, but never recorded")
                .isProvenBy("HandedOver");
        assertThatVerdict(judged(sound().begins(phantom, 1, 0).drained()))
                .isInvalid("event o-1#9 was delivered to ChargePayment, but never recorded")
                .isProvenBy("AttemptStarted");
    }

    @Test
    void a_delivery_to_a_function_that_is_not_to_have_it_is_a_phantom() {
        assertThatVerdict(judged(sound().delivers(delivery("order:o-1", 2, "ChargePayment"))))
                .isInvalid("OrderPaid of order o-1 was delivered to ChargePayment, which must not receive it");
    }

    @Test
    void a_settled_delivery_whose_function_never_finished_is_a_violation_and_not_called_lost_as_well() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .attempts(CHARGE, 1, Ending.CRASHED)
                .settles(CHARGE, 1, SettleOutcome.DONE)
                .deliversTheRest("order:o-1")
                .canary();

        assertThatVerdict(judged(story.drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was settled as done, but ChargePayment never "
                        + "finished")
                .checked("outstanding", 1);
    }

    @Test
    void a_settled_delivery_without_its_work_proves_nothing_in_a_history_cut_short() {
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED").settles(CHARGE, 1, SettleOutcome.DONE)))
                .isUnknown("cut short");
    }

    @Test
    void work_that_was_never_settled_is_outstanding() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .attempts(CHARGE, 1, Ending.DONE)
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained()))
                .isUnknown("outstanding")
                .summarises("2 of 3, 0 dead letters; not declared: effects of functions")
                .checked("outstanding", 1);
    }

    @Test
    void a_copy_that_finished_is_a_delivery() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .claims(CHARGE, 1)
                .begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.DONE)
                .answered(CHARGE, 1, Answer.NO_ANSWER)
                .settles(CHARGE, 1, SettleOutcome.DONE)
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void an_event_that_was_only_claimed_and_never_tried_is_no_phantom() {
        HistoryBuilder story = sound().add(new Claimed(5, "o-9#1", "ChargePayment", 1, "n-1", 1));

        assertThatVerdict(judged(story.drained())).isNotExercised();
    }

    @Test
    void a_delivery_handed_over_by_who_claimed_nothing_was_claimed_somehow() {
        HistoryBuilder story =
                history().commits("order:o-1", "PLACED").neverDelivers(CHARGE).deliversTheRest("order:o-1");
        story.add(new HandedOver(5, "o-1#1", "ChargePayment", 1, 1, "n-1", "order:o-1", "Type", 1, 0));

        assertThatVerdict(judged(story.canary().notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was lost: never started, and nothing was tried "
                        + "for it any more");
    }

    @Test
    void a_delivery_behind_a_backlog_that_is_being_worked_off_is_not_lost() {
        // the run ends at 27,000 ms; what was first handed over after 21,000 ms is newer than the longest silence of 6
        // s
        assertThatVerdict(judged(busyUntil(20_999, "ChargePayment"))).isUnknown("waits behind a backlog");
        assertThatVerdict(judged(busyUntil(20_998, "ChargePayment"))).isInvalid(LOST);
        assertThatVerdict(judged(busyUntil(20_999, "NotifyCustomer"))).isInvalid(LOST);
        // due 10 s after the silent one, and handed over all the same: the silent one was passed
        assertThatVerdict(judged(busyUntil(20_999, "ChargePayment", -10_000))).isInvalid(LOST);
    }

    private static final String LOST = "OrderPlaced of order o-1 for ChargePayment was lost: never claimed, "
            + "and nothing was tried for it any more";

    private static HistoryBuilder busyUntil(long ms, String function) {
        return busyUntil(ms, function, -20_000);
    }

    /** The other delivery became due so many milliseconds before it was handed over, as a negative number. */
    private static HistoryBuilder busyUntil(long ms, String function, long dueBefore) {
        DeliveryId other = HistoryBuilder.delivery("order:o-2", 1, function);
        HistoryBuilder story =
                HistoryBuilder.placed().deliversTheRest("order:o-1").canary().commits("order:o-2", "PLACED");
        return story.neverDelivers(other)
                .deliversTheRest("order:o-2")
                .at(ms)
                .due(dueBefore)
                .delivers(other)
                .at(20_000)
                .notDrained();
    }
}
