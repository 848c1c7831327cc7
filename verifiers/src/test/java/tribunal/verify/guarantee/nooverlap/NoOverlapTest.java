package tribunal.verify.guarantee.nooverlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.placed;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.evidence.ClockUncertaintyTest;
import tribunal.verify.verdict.Verdict;

class NoOverlapTest {
    private static final String NEEDLESS =
            "OrderPlaced of order o-1 for ChargePayment was handed over again 3.0 s after attempt 1, for no recorded cause";

    /** The first attempt was done well, and its settle never came; the lease of 3 s lapses. */
    private static HistoryBuilder answeredAndLapsed() {
        return placed().attempts(CHARGE, 1, Ending.DONE).answered(CHARGE, 1, Answer.DONE);
    }

    private static Verdict tried(HistoryBuilder story) {
        // handed over at 3 ms and again at 3,003 ms
        return story.at(3_001)
                .claims(CHARGE, 2)
                .begins(CHARGE, 2, 0)
                .ends(CHARGE, 2, 0, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE)
                .settles(CHARGE, 2, SettleOutcome.DONE)
                .deliversTheRest("order:o-1")
                .drained()
                .verdict("no-overlap");
    }

    @Test
    void an_attempt_after_one_that_went_well_is_needless() {
        assertThatVerdict(tried(answeredAndLapsed())).isInvalid(NEEDLESS);
    }

    @Test
    void an_attempt_that_outlasted_its_lease_is_an_opportunity_in_the_storm() {
        HistoryBuilder outlasted = placed().claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .at(3_100)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .answered(CHARGE, 1, Answer.DONE)
                .settles(CHARGE, 1, SettleOutcome.DONE)
                .deliversTheRest("order:o-1");

        assertThatVerdict(outlasted.drained().verdict("no-overlap")).isValid().hadOpportunities(1);
        HistoryBuilder beforeTheStorm =
                outlasted.at(9).sends("PLACE", "order:o-1", "place/1").phase(Phase.STORM);
        assertThatVerdict(beforeTheStorm.verdict("no-overlap")).isNotExercised();
    }

    @Test
    void an_attempt_beside_one_that_is_still_running_is_needless() {
        assertThatVerdict(tried(placed().claims(CHARGE, 1).begins(CHARGE, 1, 0)))
                .isInvalid(NEEDLESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "lose-answer", "lose-settle", "crash", "fail", "hang", "third-party-silent"})
    void an_injuring_fate_is_a_cause(String fate) {
        assertThatVerdict(tried(answeredAndLapsed().meets(CHARGE, 1, fate)))
                .isValid()
                .hadOpportunities(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate", "delay", "reorder"})
    void a_fate_that_keeps_nothing_from_ending_well_is_none(String fate) {
        assertThatVerdict(tried(answeredAndLapsed().meets(CHARGE, 1, fate))).isInvalid(NEEDLESS);
    }

    @Test
    void a_node_killed_or_stalled_for_half_a_lease_is_a_cause() {
        HistoryBuilder sampled = answeredAndLapsed()
                .add(new ClockSampled(100 * HistoryBuilder.MS, "n-1", 0))
                .add(new ClockSampled(1_600 * HistoryBuilder.MS, "n-1", 0));
        HistoryBuilder sampledOften = answeredAndLapsed()
                .add(new ClockSampled(100 * HistoryBuilder.MS, "n-1", 0))
                .add(new ClockSampled(1_599 * HistoryBuilder.MS, "n-1", 0));

        assertThatVerdict(tried(answeredAndLapsed().add(new NodeKilled(50 * HistoryBuilder.MS, "n-1"))))
                .isValid();
        assertThatVerdict(tried(answeredAndLapsed().add(new NodeKilled(50 * HistoryBuilder.MS, "n-2"))))
                .isInvalid(NEEDLESS);
        assertThatVerdict(tried(sampled)).isValid();
        assertThatVerdict(tried(sampledOften)).isInvalid(NEEDLESS);
    }

    @Test
    void a_pause_between_claim_and_hand_over_is_a_cause_and_one_before_the_claim_is_none() {
        // claimed at 2 ms, handed over at 3 ms
        HistoryBuilder between = answeredAndLapsed()
                .add(new NodePaused(5 * HistoryBuilder.MS / 2, "n-1"))
                .add(new NodeResumed(5 * HistoryBuilder.MS / 2 + 1, "n-1"));
        HistoryBuilder before = answeredAndLapsed()
                .add(new NodePaused(HistoryBuilder.MS, "n-1"))
                .add(new NodeResumed(HistoryBuilder.MS + 1, "n-1"));

        assertThatVerdict(tried(between)).isValid();
        assertThatVerdict(tried(before)).isInvalid(NEEDLESS);
    }

    @Test
    void attempts_follow_one_another_by_their_claims_and_not_by_their_hand_overs() {
        // claimed by n-1 at 2 ms, paused from 3 ms to 5,000 ms; claimed by n-2 and done meanwhile; then handed over by
        // n-1
        HistoryBuilder late = placed().add(new Claimed(2 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 1, "n-1", 1))
                .add(new NodePaused(3 * HistoryBuilder.MS, "n-1"))
                .add(new NodeResumed(5_000 * HistoryBuilder.MS, "n-1"))
                .add(handed(5_001, 1, "n-1"))
                .add(new Claimed(3_002 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 2, "n-2", 2))
                .add(handed(3_003, 2, "n-2"));

        assertThatVerdict(late.at(3_004)
                        .begins(CHARGE, 2, 0)
                        .ends(CHARGE, 2, 0, Ending.DONE)
                        .answered(CHARGE, 2, Answer.DONE)
                        .settles(CHARGE, 2, SettleOutcome.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()
                        .verdict("no-overlap"))
                .isValid();
    }

    private static HandedOver handed(long ms, int attempt, String node) {
        return new HandedOver(
                ms * HistoryBuilder.MS,
                "o-1#1",
                "ChargePayment",
                attempt,
                attempt,
                node,
                "order:o-1",
                "Type",
                1,
                ms * HistoryBuilder.MS);
    }

    @Test
    void a_declared_fault_window_is_a_cause_while_it_lasts() {
        HistoryBuilder during = answeredAndLapsed()
                .add(new FaultWindowOpened(50 * HistoryBuilder.MS, "chaos-monkey"))
                .add(new FaultWindowClosed(60 * HistoryBuilder.MS, "chaos-monkey"));
        HistoryBuilder after =
                answeredAndLapsed().add(new FaultWindowOpened(9_000 * HistoryBuilder.MS, "chaos-monkey"));

        assertThatVerdict(tried(during)).isValid();
        assertThatVerdict(tried(after)).isInvalid(NEEDLESS);
    }

    @Test
    void an_attempt_that_was_given_up_unanswered_is_a_cause_and_one_given_back_after_success_is_not() {
        HistoryBuilder givenUp =
                placed().claims(CHARGE, 1).begins(CHARGE, 1, 0).settles(CHARGE, 1, SettleOutcome.RETRY);

        HistoryBuilder others = placed().claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .answered(CHARGE, 7, Answer.DONE)
                .settles(CHARGE, 1, SettleOutcome.RETRY);

        assertThatVerdict(tried(givenUp)).isNotExercised();
        assertThatVerdict(tried(others)).isNotExercised();
        assertThatVerdict(tried(answeredAndLapsed().settles(CHARGE, 1, SettleOutcome.RETRY)))
                .isInvalid(NEEDLESS);
        assertThatVerdict(tried(answeredAndLapsed().settles(CHARGE, 1, SettleOutcome.RELEASED)))
                .isNotExercised();
    }

    @Test
    void a_settle_by_another_token_than_the_newest_claims_is_unfenced_even_in_a_history_cut_short() {
        HistoryBuilder story = placed().add(new Settled(5, "o-1#1", "ChargePayment", 2, 1, SettleOutcome.DONE));

        assertThatVerdict(story.verdict("no-overlap"))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was settled as DONE by token 1, but token 2 held it");
    }

    @Test
    void an_unfenced_settle_of_what_was_never_recorded_goes_by_its_events_id() {
        HistoryBuilder story = placed().add(new Settled(5, "o-9#1", "ChargePayment", 2, 1, SettleOutcome.DONE));

        assertThatVerdict(story.verdict("no-overlap"))
                .isInvalid("event o-9#1 for ChargePayment was settled as DONE by token 1, but token 2 held it");
    }

    @Test
    void a_missing_cause_proves_nothing_in_a_history_cut_short() {
        assertThatVerdict(answeredAndLapsed().at(3_001).claims(CHARGE, 2).verdict("no-overlap"))
                .isUnknown("cut short");
    }

    @Test
    void where_nothing_lapsed_it_is_not_exercised() {
        assertThatVerdict(HistoryBuilder.sound().drained().verdict("no-overlap"))
                .isNotExercised();
    }

    @Test
    void an_unfenced_settle_is_proven_by_the_hand_overs_of_both_claims() {
        HistoryBuilder story = placed().claims(CHARGE, 1)
                .claims(CHARGE, 2)
                .claims(CHARGE, 3)
                .add(new Settled(500 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 3, 2, SettleOutcome.RETRY));

        assertThatVerdict(story.verdict("no-overlap"))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was settled as RETRY by token 2, but token 3 held "
                                + "it")
                .isProvenBy("HandedOver", "HandedOver", "Settled");
    }

    @Test
    void an_attempt_handed_over_late_for_no_reason_is_needless() {
        // claimed at 2 ms and handed over at 5 s, although claimed again and handed over at 3 s
        HistoryBuilder late = placed().add(new Claimed(2 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 1, "n-1", 1))
                .add(handed(5_001, 1, "n-1"))
                .add(new Claimed(3_002 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 2, "n-2", 2))
                .add(handed(3_003, 2, "n-2"));

        assertThatVerdict(late.drained().verdict("no-overlap"))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was handed over again -2.0 s after attempt 1, "
                        + "for no recorded cause")
                .isProvenBy("HandedOver", "HandedOver");
    }

    @Test
    void a_fault_of_another_attempt_is_no_cause() {
        assertThatVerdict(tried(answeredAndLapsed().answered(CHARGE, 7, Answer.FAILED)))
                .isInvalid(NEEDLESS);
        assertThatVerdict(tried(answeredAndLapsed().ends(CHARGE, 7, 0, Ending.FAILED)))
                .isInvalid(NEEDLESS);
        assertThatVerdict(tried(answeredAndLapsed().meets(CHARGE, 7, "crash"))).isInvalid(NEEDLESS);
        assertThatVerdict(tried(answeredAndLapsed().settles(CHARGE, 7, SettleOutcome.RELEASED)))
                .isInvalid(NEEDLESS);
    }

    @Test
    void a_copy_that_failed_is_no_cause_and_a_failed_attempt_is_one() {
        assertThatVerdict(tried(answeredAndLapsed().ends(CHARGE, 1, 1, Ending.FAILED)))
                .isInvalid(NEEDLESS);
        assertThatVerdict(tried(placed().attempts(CHARGE, 1, Ending.CRASHED))).isValid();
        assertThatVerdict(tried(placed().attempts(CHARGE, 1, Ending.DONE).answered(CHARGE, 1, Answer.NO_ANSWER)))
                .isValid();
    }

    @Test
    void an_attempt_given_back_before_it_was_answered_had_been_given_up() {
        // answered at 1,505 ms, and half the lease was over at 1,503 ms; answered at 1,503 ms
        HistoryBuilder late = placed().attempts(CHARGE, 1, Ending.DONE).at(1_504);
        HistoryBuilder inTime = placed().attempts(CHARGE, 1, Ending.DONE).at(1_502);

        assertThatVerdict(tried(late.answered(CHARGE, 1, Answer.DONE).settles(CHARGE, 1, SettleOutcome.RETRY)))
                .isNotExercised();
        assertThatVerdict(tried(inTime.answered(CHARGE, 1, Answer.DONE).settles(CHARGE, 1, SettleOutcome.RETRY)))
                .isInvalid(NEEDLESS);
    }

    @Test
    void a_settle_that_was_fenced_off_leaves_the_lease_lapsed() {
        // by token 1 while token 2 holds it; and DONE by token 1 itself. What token 1 gave back, it no longer held
        HistoryBuilder fenced = answeredAndLapsed()
                .meets(CHARGE, 1, "hang")
                .add(new Settled(500 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 2, 1, SettleOutcome.DONE));
        HistoryBuilder withheld = answeredAndLapsed().meets(CHARGE, 1, "hang").settles(CHARGE, 1, SettleOutcome.DONE);
        HistoryBuilder others = answeredAndLapsed().meets(CHARGE, 1, "hang").settles(CHARGE, 7, SettleOutcome.DONE);
        HistoryBuilder givenBack = answeredAndLapsed()
                .add(new Settled(500 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 2, 1, SettleOutcome.RETRY));

        assertThat(tried(fenced).opportunities()).isEqualTo(1);
        assertThat(tried(withheld).opportunities()).isZero();
        assertThat(tried(others).opportunities()).isEqualTo(1);
        assertThat(tried(givenBack).opportunities()).isZero();
    }

    @Test
    void a_hand_over_that_nobody_claimed_counts_from_itself() {
        HistoryBuilder unclaimed = placed().add(handed(3, 1, "n-1"))
                .add(new NodePaused(2 * HistoryBuilder.MS, "n-1"))
                .add(new NodeResumed(2 * HistoryBuilder.MS + 1, "n-1"));

        HistoryBuilder then = placed().add(handed(3, 1, "n-1"))
                .add(new NodePaused(4 * HistoryBuilder.MS, "n-1"))
                .add(new NodeResumed(5 * HistoryBuilder.MS, "n-1"));

        assertThatVerdict(tried(unclaimed)).isInvalid(NEEDLESS);
        assertThatVerdict(tried(then)).isValid();
    }

    /** Returns the story with clocks that are two milliseconds apart. */
    private static HistoryBuilder apart(HistoryBuilder story) {
        return story.add(ClockUncertaintyTest.pair(0, 0, 0)).add(ClockUncertaintyTest.pair(100, 2_000, 0));
    }

    @Test
    void what_may_have_been_in_time_by_clocks_that_are_apart_is_a_cause() {
        // claimed at 2 ms, handed over at 3 ms and again at 3,003 ms
        HistoryBuilder paused = answeredAndLapsed()
                .add(new NodePaused(HistoryBuilder.MS / 4, "n-1"))
                .add(new NodeResumed(HistoryBuilder.MS / 2, "n-1"));

        assertThatVerdict(tried(apart(paused))).isValid();
        assertThatVerdict(tried(apart(opened(3_004)))).isValid();
        assertThatVerdict(tried(apart(opened(3_006)))).isInvalid(NEEDLESS);
        assertThatVerdict(tried(apart(released(5 * HistoryBuilder.MS / 2)))).isNotExercised();
        assertThatVerdict(tried(apart(released(3_004 * HistoryBuilder.MS)))).isNotExercised();
        assertThatVerdict(tried(apart(released(3_006 * HistoryBuilder.MS + 1)))).isInvalid(NEEDLESS);
    }

    private static HistoryBuilder opened(long ms) {
        return answeredAndLapsed().add(new FaultWindowOpened(ms * HistoryBuilder.MS, "chaos-monkey"));
    }

    private static HistoryBuilder released(long nanos) {
        return answeredAndLapsed().add(new Settled(nanos, "o-1#1", "ChargePayment", 1, 1, SettleOutcome.RELEASED));
    }

    @Test
    void a_fault_of_an_attempt_of_the_same_number_before_the_redrive_is_no_cause() {
        // attempt 1 fails and is given up; redriven, it is done at 9 s and tried again at 12 s
        HistoryBuilder story = placed().givesUp(CHARGE, 1)
                .at(9_000)
                .attempts(CHARGE, 1, Ending.DONE)
                .answered(CHARGE, 1, Answer.DONE)
                .at(12_000)
                .attempts(CHARGE, 2, Ending.DONE);

        assertThatVerdict(story.deliversTheRest("order:o-1").drained().verdict("no-overlap"))
                .isInvalid(NEEDLESS);
    }

    @Test
    void settles_and_repeated_attempts_are_counted() {
        // the event goes to three functions, each settled once
        Verdict verdict = tried(answeredAndLapsed().meets(CHARGE, 1, "hang"));

        assertThatVerdict(verdict)
                .summarises("3 settles by their newest claims, every one of 1 repeated attempts had its cause");
        assertThat(verdict.checked()).containsExactly(entry("repeated attempts", 1L), entry("settles", 3L));
    }

    @Test
    void a_delivery_that_was_never_recorded_is_of_no_order_known_to_be_outside_the_storm() {
        DeliveryId unknown = HistoryBuilder.delivery("order:o-9", 1, "ChargePayment");
        HistoryBuilder story = placed().attempts(unknown, 1, Ending.DONE).answered(unknown, 1, Answer.DONE);

        assertThatVerdict(story.at(3_001)
                        .attempts(unknown, 2, Ending.DONE)
                        .drained()
                        .verdict("no-overlap"))
                .isInvalid("event o-9#1 for ChargePayment was handed over again 3.0 s after attempt 1, "
                        + "for no recorded cause")
                .hadOpportunities(1);
    }
}
