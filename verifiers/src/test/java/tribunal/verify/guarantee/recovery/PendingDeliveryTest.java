package tribunal.verify.guarantee.recovery;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.VerdictAssert.assertThatVerdict;
import static tribunal.verify.guarantee.recovery.RecoveryTest.healed;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

/** Deliveries that are pending at the bound after heal: when one is over, and what is reported of one that is not. */
class PendingDeliveryTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("recovery");
    }

    @Test
    void a_delivery_that_is_over_too_late_says_where_it_was() {
        assertThatVerdict(judged(healed().canary().at(31_000).delivers(CHARGE).drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never"
                        + " claimed");
    }

    @Test
    void an_answer_without_a_reason_is_not_reported_for_a_pending_delivery() {
        HistoryBuilder story = healed().canary();
        story.attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED)
                .at(40_000);

        assertThatVerdict(judged(story.notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never"
                        + " finished");
    }

    @Test
    void a_delivery_that_was_retried_is_over_when_it_was_settled_as_done() {
        HistoryBuilder story = healed().canary().at(10_000);
        story.attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED)
                .settles(CHARGE, 1, SettleOutcome.RETRY);
        story.at(20_000).attempts(CHARGE, 2, Ending.DONE).answered(CHARGE, 2, Answer.DONE);

        story.at(25_000).settles(CHARGE, 2, SettleOutcome.DONE).at(28_000).settles(CHARGE, 1, SettleOutcome.RETRY);

        // settled at 25,001 ms, and heal was at 1,000 ms
        assertThatVerdict(judged(story.drained()))
                .summarises("backlog empty 24.0 s after heal, 1 outage and 0 deliveries poisoned");
    }

    @Test
    void a_dead_letter_is_over_when_it_was_given_up_and_worked_through_once_it_is_both() {
        HistoryBuilder dead = healed().canary().at(10_000);
        dead.attempts(CHARGE, 1, Ending.FAILED).settles(CHARGE, 1, SettleOutcome.DEAD);
        HistoryBuilder settledFirst = healed().canary().at(9_994).attempts(CHARGE, 1, Ending.FAILED);
        settledFirst.at(10_000).claims(CHARGE, 2).begins(CHARGE, 2, 0).settles(CHARGE, 2, SettleOutcome.DONE);
        settledFirst.at(15_000).ends(CHARGE, 2, 0, Ending.DONE);

        // given up at 10,005 ms; settled at 10,004 ms and worked through at 15,001 ms
        assertThatVerdict(judged(dead.drained()))
                .summarises("backlog empty 9.0 s after heal, 1 outage and 0 deliveries poisoned");
        assertThatVerdict(judged(settledFirst.drained()))
                .summarises("backlog empty 14.0 s after heal, 1 outage and 0 deliveries poisoned");
    }

    @Test
    void a_pending_delivery_says_where_it_was_when_the_bound_was_over() {
        // the bound is over at 31 s
        HistoryBuilder finishedLater = healed().canary()
                .at(30_000)
                .claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .at(32_000);
        HistoryBuilder ackedLater =
                healed().canary().at(30_000).attempts(CHARGE, 1, Ending.DONE).answered(CHARGE, 1, Answer.DONE);
        String pending = "OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: ";

        assertThatVerdict(judged(finishedLater
                        .ends(CHARGE, 1, 0, Ending.DONE)
                        .settles(CHARGE, 1, SettleOutcome.DONE)
                        .drained()))
                .isInvalid(pending + "never finished");
        assertThatVerdict(judged(ackedLater
                        .at(32_000)
                        .settles(CHARGE, 1, SettleOutcome.DONE)
                        .drained()))
                .isInvalid(pending + "never settled");
    }

    @Test
    void a_pending_delivery_says_what_it_was_last_answered_and_why() {
        HistoryBuilder story = healed().canary();
        story.attempts(CHARGE, 1, Ending.FAILED)
                .add(new Answered(story.now() + 1, "o-1#1", "ChargePayment", 1, Answer.FAILED, "503", null, false));

        assertThatVerdict(judged(story.at(40_000).notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: "
                        + "never finished, last answer: 503");
    }

    @Test
    void a_delivery_that_was_only_ever_given_back_is_not_over() {
        HistoryBuilder story = healed().canary();
        story.attempts(CHARGE, 1, Ending.FAILED)
                .settles(CHARGE, 1, SettleOutcome.RETRY)
                .at(40_000);

        assertThatVerdict(judged(story.notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never"
                        + " finished");
    }

    @Test
    void what_was_known_of_a_pending_delivery_when_the_bound_was_over_is_reported_and_nothing_later() {
        // claimed at 30,999 ms; the bound is over at 31,000 ms, when all the rest happens but the second answer
        HistoryBuilder story = healed().canary()
                .at(30_998)
                .claims(CHARGE, 1)
                .after(-1)
                .begins(CHARGE, 1, 0)
                .after(-1)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .add(new Answered(
                        31_000 * HistoryBuilder.MS,
                        "o-1#1",
                        "ChargePayment",
                        1,
                        Answer.NO_ANSWER,
                        "time-out",
                        null,
                        false))
                .add(new Answered(
                        31_001 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 1, Answer.FAILED, "503", null, false))
                .at(40_000)
                .settles(CHARGE, 1, SettleOutcome.DONE);

        assertThatVerdict(judged(story.drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: "
                        + "never settled, last answer: time-out");
    }

    @Test
    void a_pending_delivery_that_was_claimed_and_never_handed_over_was_never_started() {
        HistoryBuilder story =
                healed().canary().add(new Claimed(5 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 1, "n-1", 1));

        assertThatVerdict(judged(story.at(40_000).notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was still pending 30.0 s after heal: never"
                        + " started");
    }
}
