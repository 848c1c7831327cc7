package tribunal.verify;

import static tribunal.verify.Story.delivery;
import static tribunal.verify.Story.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;

class NoOverlapTest {
    private static final DeliveryId CHARGE = delivery("o-1", 1, "ChargePayment");
    private static final String NEEDLESS =
            "OrderPlaced of order o-1 for ChargePayment was handed over again 3.0 s after attempt 1, for no recorded cause";

    private static Story placed() {
        return history().commits("o-1", "PLACED").neverDelivers(CHARGE);
    }

    /** The first attempt was done well, and its settle never came; the lease of 3 s lapses. */
    private static Story answeredAndLapsed() {
        return placed().attempts(CHARGE, 1, Ending.DONE).answered(CHARGE, 1, Answer.DONE);
    }

    private static Verdict tried(Story story) {
        // handed over at 3 ms and again at 3,003 ms
        return story.at(3_001)
                .claims(CHARGE, 2)
                .begins(CHARGE, 2, 0)
                .ends(CHARGE, 2, 0, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE)
                .settles(CHARGE, 2, Settlement.DONE)
                .deliversTheRest("o-1")
                .drained()
                .verdict("no-overlap");
    }

    @Test
    void an_attempt_after_one_that_went_well_is_needless() {
        assertThatVerdict(tried(answeredAndLapsed())).isInvalid(NEEDLESS);
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
        Story sampled = answeredAndLapsed()
                .add(new ClockSampled(100 * Story.MS, "n-1", 0))
                .add(new ClockSampled(1_600 * Story.MS, "n-1", 0));
        Story sampledOften = answeredAndLapsed()
                .add(new ClockSampled(100 * Story.MS, "n-1", 0))
                .add(new ClockSampled(1_599 * Story.MS, "n-1", 0));

        assertThatVerdict(tried(answeredAndLapsed().add(new NodeKilled(50 * Story.MS, "n-1"))))
                .isValid();
        assertThatVerdict(tried(answeredAndLapsed().add(new NodeKilled(50 * Story.MS, "n-2"))))
                .isInvalid(NEEDLESS);
        assertThatVerdict(tried(sampled)).isValid();
        assertThatVerdict(tried(sampledOften)).isInvalid(NEEDLESS);
    }

    @Test
    void a_pause_between_claim_and_hand_over_is_a_cause_and_one_before_the_claim_is_none() {
        // claimed at 2 ms, handed over at 3 ms
        Story between = answeredAndLapsed()
                .add(new NodePaused(5 * Story.MS / 2, "n-1"))
                .add(new NodeResumed(5 * Story.MS / 2 + 1, "n-1"));
        Story before =
                answeredAndLapsed().add(new NodePaused(Story.MS, "n-1")).add(new NodeResumed(Story.MS + 1, "n-1"));

        assertThatVerdict(tried(between)).isValid();
        assertThatVerdict(tried(before)).isInvalid(NEEDLESS);
    }

    @Test
    void attempts_follow_one_another_by_their_claims_whoever_is_handed_over_first() {
        // claimed by n-1 at 2 ms, paused from 3 ms to 5,000 ms; claimed by n-2 and done meanwhile; then handed over by
        // n-1
        Story late = placed().add(new Claimed(2 * Story.MS, "o-1#1", "ChargePayment", 1, "n-1", 1))
                .add(new NodePaused(3 * Story.MS, "n-1"))
                .add(new NodeResumed(5_000 * Story.MS, "n-1"))
                .add(handed(5_001, 1, "n-1"))
                .add(new Claimed(3_002 * Story.MS, "o-1#1", "ChargePayment", 2, "n-2", 2))
                .add(handed(3_003, 2, "n-2"));

        assertThatVerdict(late.at(3_004)
                        .begins(CHARGE, 2, 0)
                        .ends(CHARGE, 2, 0, Ending.DONE)
                        .answered(CHARGE, 2, Answer.DONE)
                        .settles(CHARGE, 2, Settlement.DONE)
                        .deliversTheRest("o-1")
                        .drained()
                        .verdict("no-overlap"))
                .isValid();
    }

    private static HandedOver handed(long ms, int attempt, String node) {
        return new HandedOver(
                ms * Story.MS, "o-1#1", "ChargePayment", attempt, attempt, node, "o-1", "Type", 1, ms * Story.MS);
    }

    @Test
    void a_declared_fault_window_is_a_cause_while_it_lasts() {
        Story during = answeredAndLapsed()
                .add(new FaultWindowOpened(50 * Story.MS, "chaos-monkey"))
                .add(new FaultWindowClosed(60 * Story.MS, "chaos-monkey"));
        Story after = answeredAndLapsed().add(new FaultWindowOpened(9_000 * Story.MS, "chaos-monkey"));

        assertThatVerdict(tried(during)).isValid();
        assertThatVerdict(tried(after)).isInvalid(NEEDLESS);
    }

    @Test
    void an_attempt_that_was_given_up_unanswered_is_a_cause_and_one_given_back_after_success_is_not() {
        Story givenUp = placed().claims(CHARGE, 1).begins(CHARGE, 1, 0).settles(CHARGE, 1, Settlement.RETRY);

        assertThatVerdict(tried(givenUp)).isNotExercised();
        assertThatVerdict(tried(answeredAndLapsed().settles(CHARGE, 1, Settlement.RETRY)))
                .isInvalid(NEEDLESS);
        assertThatVerdict(tried(answeredAndLapsed().settles(CHARGE, 1, Settlement.RELEASED)))
                .isNotExercised();
    }

    @Test
    void a_settle_by_another_token_than_the_newest_claims_is_unfenced_even_in_a_history_cut_short() {
        Story story = placed().add(new Settled(5, "o-1#1", "ChargePayment", 2, 1, Settlement.DONE));

        assertThatVerdict(story.verdict("no-overlap"))
                .isInvalid(
                        "OrderPlaced of order o-1 for ChargePayment was settled as DONE by token 1, but token 2 held it");
    }

    @Test
    void a_missing_cause_proves_nothing_in_a_history_cut_short() {
        assertThatVerdict(answeredAndLapsed().at(3_001).claims(CHARGE, 2).verdict("no-overlap"))
                .isUnknown("cut short");
    }

    @Test
    void where_nothing_lapsed_it_is_not_exercised() {
        assertThatVerdict(Story.sound().drained().verdict("no-overlap")).isNotExercised();
    }
}
