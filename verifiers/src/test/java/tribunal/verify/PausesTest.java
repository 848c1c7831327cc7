package tribunal.verify;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.verify.verdict.Verdict;

/** Due times, the declared back-off, requests per attempt, and leases. */
class PausesTest {
    private static final DeliveryId COMPLETE = delivery("order:o-1", 4, "CompleteDelivery");

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("amplification");
    }

    private static HistoryBuilder placed() {
        return HistoryBuilder.placed().declared();
    }

    @Test
    void a_delivery_handed_over_before_it_is_due_is_a_violation() {
        assertThatVerdict(judged(placed().after(10).due(50).claims(CHARGE, 1)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was handed over before it was due, by 48.0 ms")
                .isProvenBy("EventRecorded", "HandedOver");
        assertThatVerdict(judged(placed().after(10).due(2).claims(CHARGE, 1))).isUnknown("cut short");
    }

    /** The courier is assigned at 6 ms, and committed at 10. */
    private static HistoryBuilder assigned() {
        return history()
                .declared()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED")
                .at(4)
                .applies("assign", "order:o-1", 0)
                .at(9)
                .commits("order:o-1", "COURIER_ASSIGNED")
                .neverDelivers(COMPLETE);
    }

    @Test
    void a_delivery_is_due_as_long_after_its_event_as_the_model_says() {
        String early = "CourierAssigned of order o-1 for CompleteDelivery was handed over before the model lets it be "
                + "due, by 1.0 ms";
        String late = "CourierAssigned of order o-1 for CompleteDelivery was handed over due later than the model lets "
                + "it be, by 2.0 ms";

        assertThatVerdict(judged(assigned().at(203).claims(COMPLETE, 1))).isInvalid(early);
        assertThatVerdict(judged(assigned().at(204).claims(COMPLETE, 1))).isUnknown("cut short");
        assertThatVerdict(judged(assigned().at(10).due(1_002).at(1_500).claims(COMPLETE, 1)))
                .isInvalid(late);
        assertThatVerdict(judged(assigned().at(10).due(1_000).at(1_500).claims(COMPLETE, 1)))
                .isUnknown("cut short")
                .checked("due times", 1);
        assertThatVerdict(judged(assigned().at(10).due(1_900).at(2_500).claims(COMPLETE, 2)))
                .isUnknown("cut short");
    }

    @Test
    void how_soon_a_delivery_is_due_is_not_known_where_its_transition_had_no_effect() {
        HistoryBuilder story = history()
                .declared()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED", "COURIER_ASSIGNED")
                .neverDelivers(COMPLETE);

        assertThatVerdict(judged(story.claims(COMPLETE, 1))).isUnknown("cut short");
        assertThatVerdict(judged(history().declared().claims(COMPLETE, 1))).isUnknown("missing");
    }

    /** Attempt n fails and is given back with a due time, and is tried again; see the parameters for both delays. */
    private static HistoryBuilder retried(HistoryBuilder story, int attempt, long due, long gap) {
        return story.attempts(CHARGE, attempt, Ending.FAILED)
                .answered(CHARGE, attempt, Answer.FAILED)
                .settles(CHARGE, attempt, SettleOutcome.RETRY)
                .due(due)
                .after(gap - 3)
                .attempts(CHARGE, attempt + 1, Ending.DONE);
    }

    @Test
    void a_pause_is_within_the_declared_back_off() {
        // after attempt 3: 400 ms ± 25%
        String short3 = "OrderPlaced of order o-1 for ChargePayment failed in attempt 3 and was tried again after 299 "
                + "ms; its back-off is at least 300 ms";
        String long3 = "OrderPlaced of order o-1 for ChargePayment failed in attempt 3 and was tried again after 800 "
                + "ms; its back-off is at most 500 ms";

        assertThatVerdict(judged(retried(placed(), 3, 290, 299))).isInvalid(short3);
        assertThatVerdict(judged(retried(placed(), 3, 300, 303))).isUnknown("cut short");
        assertThatVerdict(judged(retried(placed(), 3, 501, 800))).isInvalid(long3);
        assertThatVerdict(judged(retried(placed(), 3, 500, 800))).isUnknown("cut short");
        // after attempt 9: 2 s ± 25%, not 25.6 s
        assertThatVerdict(judged(retried(placed(), 9, 2_500, 2_600))).isUnknown("cut short");
        assertThatVerdict(judged(retried(placed(), 9, 1_400, 1_499)))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment failed in attempt 9 and was tried again after "
                        + "1499 ms; its back-off is at least 1500 ms");
    }

    @Test
    void a_longer_pause_may_have_been_asked_for() {
        assertThatVerdict(judged(retried(placed().meets(CHARGE, 3, "fail"), 3, 700, 800)))
                .isUnknown("cut short");
    }

    @Test
    void the_back_off_is_judged_only_of_what_was_given_back_while_all_was_in_service() {
        HistoryBuilder lost = placed().attempts(CHARGE, 3, Ending.FAILED)
                .answered(CHARGE, 3, Answer.FAILED)
                .after(98)
                .attempts(CHARGE, 4, Ending.DONE);
        HistoryBuilder released = placed().attempts(CHARGE, 3, Ending.FAILED)
                .answered(CHARGE, 3, Answer.FAILED)
                .settles(CHARGE, 3, SettleOutcome.RELEASED)
                .after(98)
                .attempts(CHARGE, 4, Ending.DONE);
        HistoryBuilder outage = placed().add(new FaultWindowOpened(0, "database"));

        assertThatVerdict(judged(lost)).isUnknown("cut short");
        assertThatVerdict(judged(released)).isUnknown("cut short");
        assertThatVerdict(judged(retried(outage, 3, 290, 299))).isUnknown("cut short");
    }

    @Test
    void a_kind_is_asked_for_at_most_once_an_attempt_despite_what_the_caller_says() {
        HistoryBuilder twice = placed().attempts(CHARGE, 1, Ending.DONE);
        twice.requests("charge", "order:o-1", delivery("order:o-1", 2, "NotifyCustomer"));
        twice.requests("charge", "order:o-1", null);
        HistoryBuilder ahead = placed().attempts(CHARGE, 1, Ending.FAILED).answered(CHARGE, 1, Answer.FAILED);
        ahead.requests("charge", "order:o-1", null);
        ahead.requests("charge", "order:o-1", null);
        ahead.after(200).attempts(CHARGE, 2, Ending.DONE);
        HistoryBuilder each = placed().attempts(CHARGE, 1, Ending.FAILED).answered(CHARGE, 1, Answer.FAILED);
        each.requests("charge", "order:o-1", null);
        each.after(200).attempts(CHARGE, 2, Ending.DONE);
        each.requests("charge", "order:o-1", null);

        assertThatVerdict(judged(twice.deliversTheRest("order:o-1").drained()))
                .isInvalid("charge of order o-1 was asked for 2 times, in 1 attempt");
        assertThatVerdict(judged(ahead.deliversTheRest("order:o-1").drained()))
                .isInvalid("charge of order o-1 was asked for 2 times, in 1 attempt");
        assertThatVerdict(judged(each.deliversTheRest("order:o-1").drained())).isValid();
    }

    @Test
    void a_notification_counts_for_the_attempts_of_its_own_event() {
        HistoryBuilder story =
                history().declared().commits("order:o-1", "PLACED", "PAID").deliversTheRest("order:o-1");
        HistoryBuilder twice =
                history().declared().commits("order:o-1", "PLACED", "PAID").deliversTheRest("order:o-1");
        HistoryBuilder eventless = history()
                .declared()
                .commits("order:o-1", "PLACED")
                .records("order:o-1", 7, "OrderPaid", "t-9")
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.notifies("order:o-1", "PLACED", true)
                        .notifies("order:o-1", "PAID", true)
                        .drained()))
                .isNotExercised();
        assertThatVerdict(judged(twice.notifies("order:o-1", "PLACED", true)
                        .notifies("order:o-1", "PLACED", false)
                        .drained()))
                .isInvalid("notify (PLACED) of order o-1 was asked for 2 times, in 1 attempt");
        assertThatVerdict(judged(eventless
                        .notifies("order:o-1", "PAID", true)
                        .notifies("order:o-1", "PAID", false)
                        .drained()))
                .isInvalid("notify (PAID) of order o-1 was asked for 2 times, in 1 attempt");
    }

    private static Verdict leases(HistoryBuilder story) {
        return story.verdict("no-overlap");
    }

    private static HistoryBuilder claimedAgain(HistoryBuilder story) {
        return story.after(3_000).add(new Claimed(story.now(), "o-1#1", "ChargePayment", 2, "n-2", 2));
    }

    @Test
    void a_delivery_that_is_claimed_while_its_holder_works_on_it_is_a_violation() {
        HistoryBuilder story = claimedAgain(placed().claims(CHARGE, 1).begins(CHARGE, 1, 0));

        assertThatVerdict(leases(story.ends(CHARGE, 1, 0, Ending.DONE)
                        .settles(CHARGE, 1, SettleOutcome.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was claimed again 3.0 s after attempt 1 was "
                        + "claimed, which was still running")
                .isProvenBy("Claimed", "Claimed");
        assertThatVerdict(leases(claimedAgain(placed().claims(CHARGE, 1).begins(CHARGE, 1, 0))))
                .isUnknown("cut short");
    }

    @Test
    void no_lease_lapses_of_what_has_ended_was_given_back_or_never_begun_or_whose_node_was_in_trouble() {
        HistoryBuilder ended = claimedAgain(placed().attempts(CHARGE, 1, Ending.FAILED));
        HistoryBuilder givenBack =
                claimedAgain(placed().claims(CHARGE, 1).begins(CHARGE, 1, 0).settles(CHARGE, 1, SettleOutcome.RETRY));
        HistoryBuilder notBegun = claimedAgain(placed().claims(CHARGE, 1));
        HistoryBuilder copy = claimedAgain(placed().claims(CHARGE, 1).begins(CHARGE, 1, 1));
        HistoryBuilder paused = claimedAgain(
                placed().add(new NodePaused(MS, "n-1")).claims(CHARGE, 1).begins(CHARGE, 1, 0));

        for (HistoryBuilder story : new HistoryBuilder[] {ended, givenBack, notBegun, copy, paused}) {
            assertThatVerdict(leases(story.drained())).isNotExercised();
        }
    }

    @Test
    void a_pause_counts_from_the_settle_of_its_own_attempt() {
        // 200 ms ± 25% after attempt 2
        HistoryBuilder story = placed().attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED)
                .settles(CHARGE, 1, SettleOutcome.RETRY)
                .after(97)
                .attempts(CHARGE, 2, Ending.FAILED);

        assertThatVerdict(judged(story.answered(CHARGE, 2, Answer.FAILED)
                        .settles(CHARGE, 2, SettleOutcome.RETRY)
                        .due(240)
                        .after(250)
                        .attempts(CHARGE, 3, Ending.DONE)))
                .isUnknown("cut short")
                .checked("retry gaps", 2);
    }

    @Test
    void the_end_of_a_copy_ends_no_attempt() {
        HistoryBuilder story = claimedAgain(placed().claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.DONE));

        assertThatVerdict(leases(story.ends(CHARGE, 1, 0, Ending.DONE)
                        .settles(CHARGE, 1, SettleOutcome.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was claimed again 3.0 s after attempt 1 was "
                        + "claimed, which was still running");
    }

    @Test
    void the_settle_of_an_earlier_claim_gives_back_no_later_one() {
        HistoryBuilder story = placed().attempts(CHARGE, 1, Ending.FAILED)
                .settles(CHARGE, 1, SettleOutcome.RETRY)
                .claims(CHARGE, 2)
                .begins(CHARGE, 2, 0)
                .after(3_000);
        story.add(new Claimed(story.now(), "o-1#1", "ChargePayment", 3, "n-2", 3));

        assertThatVerdict(leases(story.ends(CHARGE, 2, 0, Ending.DONE)
                        .settles(CHARGE, 2, SettleOutcome.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was claimed again 3.0 s after attempt 2 was "
                        + "claimed, which was still running");
    }
}
