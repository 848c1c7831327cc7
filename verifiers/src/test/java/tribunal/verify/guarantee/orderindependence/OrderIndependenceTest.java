package tribunal.verify.guarantee.orderindependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.evidence.Inversions;
import tribunal.verify.verdict.Verdict;

class OrderIndependenceTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("order-independence");
    }

    /** The charge of the first event is worked on again after the last event was. */
    private static HistoryBuilder inverted(HistoryBuilder story) {
        return story.attempts(CHARGE, 2, Ending.DONE);
    }

    @Test
    void a_late_charge_that_moves_nothing_is_valid() {
        // one inversion by ChargePayment, one by NotifyCustomer
        HistoryBuilder story = inverted(sound()).attempts(delivery("order:o-1", 2, "NotifyCustomer"), 2, Ending.DONE);

        assertThatVerdict(judged(story.drained()))
                .isValid()
                .summarises(
                        "2 inversions survived, 1 of them by state-changing functions; not declared: fixed attributes")
                .hadOpportunities(1);
    }

    @Test
    void without_an_inversion_it_is_not_exercised() {
        assertThatVerdict(judged(sound().drained())).isNotExercised();
    }

    @Test
    void an_illegal_transition_is_a_violation() {
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED", "APPROVED")))
                .isInvalid("order o-1 went PLACED → APPROVED in version 2, which is not legal")
                .isProvenBy("Committed", "Committed");
    }

    @Test
    void an_order_that_does_not_begin_as_placed_is_a_violation() {
        assertThatVerdict(judged(history().commits("order:o-1", "PAID")))
                .isInvalid("order o-1 went nothing → PAID in version 1, which is not legal");
    }

    @Test
    void a_version_written_twice_is_a_backward_step() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED", "PAID");
        story.add(new Committed(
                story.now() + 1,
                "t-9",
                "order:o-1",
                2,
                "PLACED",
                "CANCELLED",
                HistoryBuilder.attributes("r-1", "c-1", 2450)));

        assertThatVerdict(judged(story))
                .isInvalid("order o-1 was version 2 (PAID), and then became version 2 by PLACED → CANCELLED")
                .isProvenBy("Committed", "Committed");
    }

    @Test
    void a_step_from_another_status_than_the_last_is_a_violation() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED", "PAID");
        story.add(new Committed(
                story.now() + 1,
                "t-9",
                "order:o-1",
                3,
                "PLACED",
                "CANCELLED",
                HistoryBuilder.attributes("r-1", "c-1", 2450)));

        assertThatVerdict(judged(story))
                .isInvalid("order o-1 was version 2 (PAID), and then became version 3 by PLACED → CANCELLED");
    }

    @Test
    void an_order_may_end_delivered_or_as_its_client_cancelled_it() {
        HistoryBuilder story =
                inverted(sound()).commits("order:o-2", "PLACED").cancels("order:o-2", Outcome.ACKNOWLEDGED);
        HistoryBuilder unanswered =
                inverted(sound()).commits("order:o-2", "PLACED").cancels("order:o-2", Outcome.INDETERMINATE);

        assertThatVerdict(judged(story.drained())).isValid();
        assertThatVerdict(judged(unanswered.drained())).isValid();
    }

    @Test
    void a_cancelled_order_that_nobody_cancelled_is_an_illegal_end() {
        assertThatVerdict(judged(
                        history().commits("order:o-1", "PLACED", "CANCELLED").drained()))
                .isInvalid("order o-1 ended CANCELLED, which nothing that happened to it allows (otherwise)");
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED", "CANCELLED")))
                .isUnknown("cut short");
    }

    @Test
    void a_delivered_order_that_was_declined_is_an_illegal_end() {
        assertThatVerdict(judged(sound().refuses("approve", "order:o-1").drained()))
                .isInvalid("order o-1 ended DELIVERED, which nothing that happened to it allows (approve refused)")
                .isProvenBy("Committed", "EffectRefused", "EffectRequested");
    }

    @Test
    void a_delivered_order_for_which_no_courier_was_free_is_an_illegal_end() {
        assertThatVerdict(judged(sound().noneFree("order:o-1").drained()))
                .isInvalid(
                        "order o-1 ended DELIVERED, which nothing that happened to it allows (assign found nothing free)");
    }

    @Test
    void a_cancel_that_never_came_to_be_does_not_allow_the_end_of_one_that_did() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .refuses("charge", "order:o-1")
                .sends("CANCEL", "order:o-1", "cancel/1")
                .commits("order:o-1", "REJECTED", "REFUNDED");

        assertThatVerdict(judged(story.drained()))
                .isInvalid("order o-1 ended REFUNDED, which nothing that happened to it allows (charge refused)");
    }

    @Test
    void a_delivered_order_whose_cancel_was_acknowledged_is_an_illegal_end() {
        HistoryBuilder story = sound().sends("CANCEL", "order:o-1", "cancel/1")
                .answers("cancel/1", Outcome.ACKNOWLEDGED, 6, "CANCELLED");

        assertThatVerdict(judged(story.drained()))
                .isInvalid("order o-1 ended DELIVERED, which nothing that happened to it allows (CANCEL acknowledged)")
                .isProvenBy("Committed", "OperationAnswered");
    }

    @Test
    void a_rejection_needs_a_refusal_before_it() {
        HistoryBuilder refused = inverted(history()
                .commits("order:o-1", "PLACED")
                .refuses("charge", "order:o-1")
                .commits("order:o-1", "REJECTED")
                .deliversTheRest("order:o-1"));
        HistoryBuilder tooLate =
                history().commits("order:o-1", "PLACED", "REJECTED").refuses("charge", "order:o-1");

        assertThatVerdict(judged(refused.drained())).isValid();
        assertThatVerdict(judged(tooLate.drained()))
                .isInvalid("order o-1 went PLACED → REJECTED, but no charge had been refused");
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED", "REJECTED")))
                .isUnknown("cut short");
    }

    @Test
    void no_courier_is_legal_only_after_none_was_free() {
        HistoryBuilder none = inverted(history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED")
                .noneFree("order:o-1")
                .commits("order:o-1", "REJECTED")
                .deliversTheRest("order:o-1"));
        HistoryBuilder some = history().commits("order:o-1", "PLACED", "PAID", "APPROVED", "REJECTED");

        assertThatVerdict(judged(none.drained())).isValid();
        assertThatVerdict(judged(some.drained()))
                .isInvalid("order o-1 went APPROVED → REJECTED, but no assign had found none free");
    }

    @Test
    void a_cancel_that_was_asked_for_without_success_is_no_cause() {
        HistoryBuilder story = inverted(sound()).sends("CANCEL", "order:o-1", "cancel/1");

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void a_version_that_is_missing_in_between_is_not_reported_here() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED");
        story.add(new Committed(
                story.now() + 1,
                "t-9",
                "order:o-1",
                3,
                "PAID",
                "APPROVED",
                HistoryBuilder.attributes("r-1", "c-1", 2450)));

        assertThatVerdict(judged(story.drained())).isNotExercised();
    }

    @Test
    void a_version_with_the_number_of_another_is_a_backward_step_from_wherever_it_came() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED", "PAID");
        story.add(new Committed(
                story.now() + 1,
                "t-9",
                "order:o-1",
                2,
                "PAID",
                "APPROVED",
                HistoryBuilder.attributes("r-1", "c-1", 2450)));

        assertThatVerdict(judged(story))
                .isInvalid("order o-1 was version 2 (PAID), and then became version 2 by PAID → APPROVED");
    }

    @Test
    void orders_their_steps_and_inversions_are_counted() {
        assertThat(judged(inverted(sound()).drained()).checked())
                .containsExactly(entry("inversions", 1L), entry("orders", 1L), entry("steps", 5L));
    }

    @Test
    void inversions_of_several_parts_of_a_history_add_up() {
        assertThat(new Inversions(3, 2, 1).plus(new Inversions(4, 3, 2))).isEqualTo(new Inversions(7, 5, 3));
    }

    @Test
    void the_end_of_an_order_that_moved_illegally_or_backwards_is_not_reported_as_well() {
        // nothing allows either end
        HistoryBuilder illegal = history().commits("order:o-1", "PLACED", "REFUNDED");
        HistoryBuilder backwards = history().commits("order:o-1", "PLACED", "PAID");
        backwards.add(new Committed(
                backwards.now() + 1,
                "t-9",
                "order:o-1",
                2,
                "PLACED",
                "CANCELLED",
                HistoryBuilder.attributes("r-1", "c-1", 2450)));

        assertThatVerdict(judged(illegal.drained()))
                .isInvalid("order o-1 went PLACED → REFUNDED in version 2, which is not legal");
        assertThatVerdict(judged(backwards.drained()))
                .isInvalid("order o-1 was version 2 (PAID), and then became version 2 by PLACED → CANCELLED");
    }

    @Test
    void versions_follow_one_another_by_their_numbers_and_not_by_the_database_s_clock() {
        // committed at 1 ms, and its successor half a millisecond before
        HistoryBuilder story = history().commits("order:o-1", "PLACED");
        story.add(new Committed(
                HistoryBuilder.MS / 2,
                "t-9",
                "order:o-1",
                2,
                "PLACED",
                "PAID",
                HistoryBuilder.attributes("r-1", "c-1", 2450)));

        assertThatVerdict(judged(story.drained())).isNotExercised();
    }

    @Test
    void placing_an_order_does_not_ask_to_cancel_it() {
        HistoryBuilder unanswered =
                history().sends("PLACE", "order:o-1", "place/1").commits("order:o-1", "PLACED", "CANCELLED");
        HistoryBuilder acknowledged = history()
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .commits("order:o-1", "CANCELLED");
        String illegalEnd = "order o-1 ended CANCELLED, which nothing that happened to it allows (otherwise)";

        assertThatVerdict(judged(unanswered.drained())).isInvalid(illegalEnd);
        assertThatVerdict(judged(acknowledged.drained())).isInvalid(illegalEnd);
    }
}
