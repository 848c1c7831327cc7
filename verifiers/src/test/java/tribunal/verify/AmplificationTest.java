package tribunal.verify;

import static tribunal.verify.Story.delivery;
import static tribunal.verify.Story.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.Settlement;

class AmplificationTest {
    private static final DeliveryId CHARGE = delivery("o-1", 1, "ChargePayment");

    private static Verdict judged(Story story) {
        return story.verdict("amplification");
    }

    private static Story placed() {
        return history().commits("o-1", "PLACED").neverDelivers(CHARGE);
    }

    /** Fails, and after the gap is tried again: two words, of a millisecond each, are in it. */
    private static Story failsThenWaits(Story story, int attempt, long gapMs) {
        return story.attempts(CHARGE, attempt, Ending.FAILED)
                .answered(CHARGE, attempt, Answer.FAILED)
                .after(gapMs - 2);
    }

    @Test
    void a_failed_attempt_and_a_patient_second_one_are_valid() {
        Story story =
                failsThenWaits(placed(), 1, 75).attempts(CHARGE, 2, Ending.DONE).answered(CHARGE, 2, Answer.DONE);

        assertThatVerdict(judged(story.deliversTheRest("o-1").drained()))
                .isValid()
                .hadOpportunities(1)
                .summarises("4 attempts for 3 deliveries, 0 requests to third parties, 1 gap kept");
    }

    @Test
    void a_gap_below_the_least_is_haste() {
        Story story = failsThenWaits(placed(), 1, 74).attempts(CHARGE, 2, Ending.DONE);

        assertThatVerdict(judged(story))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 1 and was tried again after "
                        + "74.0 ms; the least gap is 75.0 ms");
    }

    @Test
    void a_gap_below_half_of_all_before_it_shrinks() {
        Story story = failsThenWaits(failsThenWaits(failsThenWaits(placed(), 1, 400), 2, 200), 3, 99);

        assertThatVerdict(judged(story.attempts(CHARGE, 4, Ending.DONE)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 3 and was tried again after "
                        + "99.0 ms; those before it were at least 200 ms");
    }

    @Test
    void a_gap_that_a_backlog_made_longer_does_not_shrink_the_next() {
        Story story = placed();
        long[] came = {4_000, 4_000, 1_500};
        for (int attempt = 1; attempt <= came.length; attempt++) {
            story.attempts(CHARGE, attempt, Ending.FAILED)
                    .answered(CHARGE, attempt, Answer.FAILED)
                    .settles(CHARGE, attempt, Settlement.RETRY)
                    .due(1_500)
                    .after(came[attempt - 1]);
        }

        assertThatVerdict(judged(story.attempts(CHARGE, 4, Ending.DONE).drained()))
                .isValid();
    }

    @Test
    void more_events_than_the_model_allows_are_a_violation() {
        Story story = placed();
        for (int i = 2; i <= 6; i++) {
            story.records("o-1", i, "OrderPaid", "t-" + i);
        }

        assertThatVerdict(judged(story)).isInvalid("order o-1 brought about 6 events, at most 5 can be");
    }

    @Test
    void more_attempts_than_causes_are_a_violation() {
        Story again = placed().attempts(CHARGE, 1, Ending.DONE).answered(CHARGE, 1, Answer.DONE);
        assertThatVerdict(judged(again.at(3_000)
                        .attempts(CHARGE, 2, Ending.DONE)
                        .answered(CHARGE, 2, Answer.DONE)
                        .deliversTheRest("o-1")
                        .drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was handed over 2 times, for 0 causes recorded");
    }

    @Test
    void more_requests_than_attempts_are_a_violation() {
        Story story = placed().delivers(CHARGE);
        story.requests("charge", "o-1", CHARGE);
        story.requests("charge", "o-1", CHARGE);

        assertThatVerdict(judged(story.deliversTheRest("o-1").drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment asked third parties 2 times in 1 attempt");
    }

    @Test
    void requests_that_name_no_delivery_are_counted_over_the_order() {
        Story story = placed().delivers(CHARGE).deliversTheRest("o-1");
        for (int i = 0; i < 4; i++) {
            story.requests("charge", "o-1", null);
        }

        assertThatVerdict(judged(story.drained()))
                .isInvalid("third parties were asked 4 times for order o-1, in 3 attempts");
    }
}
