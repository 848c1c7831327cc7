package tribunal.verify.guarantee.amplification;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.placed;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.Judge;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

class AmplificationTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("amplification");
    }

    /** Fails, and after the gap is tried again: two words, of a millisecond each, are in it. */
    private static HistoryBuilder failsThenWaits(HistoryBuilder story, int attempt, long gapMs) {
        return story.attempts(CHARGE, attempt, Ending.FAILED)
                .answered(CHARGE, attempt, Answer.FAILED)
                .after(gapMs - 2);
    }

    @Test
    void a_failed_attempt_and_a_patient_second_one_are_valid() {
        HistoryBuilder story =
                failsThenWaits(placed(), 1, 75).attempts(CHARGE, 2, Ending.DONE).answered(CHARGE, 2, Answer.DONE);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1").drained()))
                .isValid()
                .hadOpportunities(1)
                .summarises(
                        "4 attempts for 3 deliveries, 0 requests to third parties, 1 gap between retries; not declared: back-off");
    }

    @Test
    void a_gap_below_the_least_is_haste() {
        HistoryBuilder story = failsThenWaits(placed(), 1, 74).attempts(CHARGE, 2, Ending.DONE);

        assertThatVerdict(judged(story))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 1 and was tried again after "
                        + "74.0 ms; the least gap is 75.0 ms");
    }

    @Test
    void a_gap_below_half_of_all_before_it_shrinks() {
        HistoryBuilder story = failsThenWaits(failsThenWaits(failsThenWaits(placed(), 1, 400), 2, 200), 3, 99);

        HistoryBuilder half = failsThenWaits(failsThenWaits(failsThenWaits(placed(), 1, 400), 2, 200), 3, 100);

        assertThatVerdict(judged(story.attempts(CHARGE, 4, Ending.DONE)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 3 and was tried again after "
                        + "99.0 ms; those before it were at least 200 ms");
        assertThatVerdict(judged(half.attempts(CHARGE, 4, Ending.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isValid();
    }

    @Test
    void a_gap_below_the_least_is_haste_and_not_reported_as_shrinking_as_well() {
        HistoryBuilder story = failsThenWaits(failsThenWaits(failsThenWaits(placed(), 1, 400), 2, 200), 3, 50);

        assertThatVerdict(judged(story.attempts(CHARGE, 4, Ending.DONE)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 3 and was tried again after "
                        + "50.0 ms; the least gap is 75.0 ms");
    }

    @Test
    void a_gap_that_a_backlog_made_longer_does_not_shrink_the_next() {
        HistoryBuilder story = placed();
        long[] came = {4_000, 4_000, 1_500};
        for (int attempt = 1; attempt <= came.length; attempt++) {
            story.attempts(CHARGE, attempt, Ending.FAILED)
                    .answered(CHARGE, attempt, Answer.FAILED)
                    .settles(CHARGE, attempt, SettleOutcome.RETRY)
                    .due(1_500)
                    .after(came[attempt - 1]);
        }

        assertThatVerdict(judged(story.attempts(CHARGE, 4, Ending.DONE).drained()))
                .isValid();
    }

    private static HistoryBuilder sixEvents() {
        HistoryBuilder story = placed();
        for (int i = 2; i <= 6; i++) {
            story.records("order:o-1", i, "OrderPaid", "t-" + i);
        }
        return story;
    }

    @Test
    void more_events_than_the_model_allows_are_a_violation() {
        assertThatVerdict(judged(sixEvents())).isInvalid("order o-1 caused 6 events, but at most 5 are possible");
    }

    @Test
    void more_attempts_than_causes_are_a_violation() {
        HistoryBuilder again = placed().attempts(CHARGE, 1, Ending.DONE).answered(CHARGE, 1, Answer.DONE);
        assertThatVerdict(judged(again.at(3_000)
                        .attempts(CHARGE, 2, Ending.DONE)
                        .answered(CHARGE, 2, Answer.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was handed over 2 times, for 0 causes recorded");
    }

    @Test
    void requests_that_name_no_delivery_are_counted_over_the_order() {
        HistoryBuilder story = placed().delivers(CHARGE).deliversTheRest("order:o-1");
        for (int i = 0; i < 4; i++) {
            story.requests("charge", "order:o-1", null);
        }

        assertThatVerdict(judged(story.drained()))
                .isInvalid("third parties were asked 4 times for order o-1, in 3 attempts");
    }

    @Test
    void a_gap_counts_between_an_attempt_and_the_next_one() {
        // attempts 1 and 3: what came between was not seen
        HistoryBuilder story = failsThenWaits(placed(), 1, 10).attempts(CHARGE, 3, Ending.DONE);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1").drained()))
                .isValid()
                .summarises(
                        "4 attempts for 3 deliveries, 0 requests to third parties, 0 gaps between retries; not declared:"
                                + " back-off");
    }

    @Test
    void only_failed_answers_in_time_begin_a_gap() {
        // no answer; answered 1,501 ms after the hand-over at 3 ms, while half the lease is 1,500 ms; answered in time
        HistoryBuilder unanswered = placed().attempts(CHARGE, 1, Ending.CRASHED).answered(CHARGE, 1, Answer.NO_ANSWER);
        HistoryBuilder late =
                placed().attempts(CHARGE, 1, Ending.FAILED).at(1_503).answered(CHARGE, 1, Answer.FAILED);
        HistoryBuilder inTime =
                placed().attempts(CHARGE, 1, Ending.FAILED).at(1_502).answered(CHARGE, 1, Answer.FAILED);

        assertThatVerdict(judged(unanswered
                        .attempts(CHARGE, 2, Ending.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isValid();
        assertThatVerdict(judged(late.attempts(CHARGE, 2, Ending.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isValid();
        assertThatVerdict(judged(inTime.attempts(CHARGE, 2, Ending.DONE)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 1 and was tried again after "
                        + "2.0 ms; the least gap is 75.0 ms");
    }

    @Test
    void an_answer_that_came_after_the_next_attempt_begins_no_gap() {
        HistoryBuilder story = placed().attempts(CHARGE, 1, Ending.FAILED)
                .attempts(CHARGE, 2, Ending.DONE)
                .answered(CHARGE, 1, Answer.FAILED);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1").drained())).isValid();
    }

    @Test
    void a_failure_that_said_when_to_come_again_or_may_have_shrinks_no_gap() {
        long second = 1_000 * HistoryBuilder.MS;
        String shrinks = "OrderPlaced of order o-1 for ChargePayment failed in attempt 3 and was tried again after "
                + "99.0 ms; those before it were at least 200 ms";

        assertThatVerdict(judged(shrinking(new FateMet(5, "o-1#1", "ChargePayment", 3, "fail"))))
                .isValid();
        assertThatVerdict(judged(shrinking(new FateMet(5, "o-1#1", "ChargePayment", 3, "third-party-fails"))))
                .isInvalid(shrinks);
        assertThatVerdict(judged(shrinking(new FateMet(5, "o-1#1", "ChargePayment", 4, "fail"))))
                .isInvalid(shrinks);
        assertThatVerdict(judged(failsThenWaits(failsThenWaits(placed(), 1, 400), 2, 200)
                        .attempts(CHARGE, 3, Ending.FAILED)
                        .answered(CHARGE, 3, Answer.FAILED, 99 * HistoryBuilder.MS, false)
                        .after(97)
                        .attempts(CHARGE, 4, Ending.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isValid();
        assertThatVerdict(judged(placed().attempts(CHARGE, 1, Ending.FAILED)
                        .answered(CHARGE, 1, Answer.FAILED, second, false)
                        .after(997)
                        .attempts(CHARGE, 2, Ending.DONE)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 1 and was tried again after "
                        + "999 ms; it had asked for 1000 ms");
    }

    private static HistoryBuilder shrinking(FateMet met) {
        return failsThenWaits(failsThenWaits(failsThenWaits(placed(), 1, 400), 2, 200), 3, 99)
                .attempts(CHARGE, 4, Ending.DONE)
                .add(met)
                .deliversTheRest("order:o-1")
                .drained();
    }

    @Test
    void what_failed_for_good_is_not_tried_again() {
        HistoryBuilder story = placed().attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED, null, true)
                .after(500);

        assertThatVerdict(judged(story.attempts(CHARGE, 2, Ending.DONE)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 1 and was tried again after "
                        + "502 ms; it had failed for good");
    }

    @Test
    void two_gaps_are_too_few_to_say_that_they_shrink() {
        HistoryBuilder story =
                failsThenWaits(failsThenWaits(placed(), 1, 400), 2, 100).attempts(CHARGE, 3, Ending.DONE);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1").drained())).isValid();
    }

    @Test
    void a_gap_was_meant_as_long_as_it_came_if_it_was_due_before_the_settle_or_after_the_attempt() {
        // each failed answer is settled a millisecond later; due 5 ms before that, then, or long after the attempt came
        for (long due : new long[] {-5, 0, 10_000}) {
            HistoryBuilder story = placed();
            for (int attempt = 1; attempt <= 2; attempt++) {
                story.attempts(CHARGE, attempt, Ending.FAILED)
                        .answered(CHARGE, attempt, Answer.FAILED)
                        .settles(CHARGE, attempt, SettleOutcome.RETRY)
                        .due(due)
                        .after(397);
            }
            story.attempts(CHARGE, 3, Ending.FAILED)
                    .answered(CHARGE, 3, Answer.FAILED)
                    .after(197);

            assertThat(judged(story.attempts(CHARGE, 4, Ending.DONE)).violations())
                    .extracting(Violation::sentence)
                    .contains(
                            "OrderPlaced of order o-1 for ChargePayment failed in attempt 3 and was tried again after "
                                    + "199 ms; those before it were at least 400 ms");
        }
    }

    @Test
    void the_answer_of_a_redriven_attempt_is_its_own() {
        // attempt 1 failed at 5 ms; redriven, attempt 1 failed at 9,004 ms, and attempt 2 came 74 ms later
        HistoryBuilder story = placed().givesUp(CHARGE, 1).at(9_000);

        assertThatVerdict(judged(failsThenWaits(story, 1, 74).attempts(CHARGE, 2, Ending.DONE)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 1 and was tried again after "
                        + "74.0 ms; the least gap is 75.0 ms");
    }

    @Test
    void a_model_that_sets_no_bound_allows_any_number_of_events() {
        AppModel boundless = Foodcourt.withEventsMax(0);
        HistoryBuilder story = failsThenWaits(sixEvents(), 1, 75)
                .attempts(CHARGE, 2, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE)
                .deliversTheRest("order:o-1")
                .drained();

        assertThat(Judge.judge(story.recorded(), boundless).guarantees())
                .filteredOn(v -> v.guarantee().equals("amplification"))
                .singleElement()
                .satisfies(v -> assertThat(v.status()).isEqualTo(VerdictStatus.VALID));
    }

    @Test
    void a_request_that_names_its_delivery_in_no_known_way_names_none() {
        HistoryBuilder story = placed().delivers(CHARGE).deliversTheRest("order:o-1");
        for (String caller : List.of("o-1#1", "/ChargePayment", "o-1#1/ChargePayment")) {
            story.add(new EffectRequested(story.now(), story.now(), "k", "charge", "order:o-1", caller, 1, null))
                    .after(1);
        }

        assertThatVerdict(judged(story.drained()))
                .summarises(
                        "3 attempts for 3 deliveries, 3 requests to third parties, 0 gaps between retries; not declared:"
                                + " back-off");
    }
}
