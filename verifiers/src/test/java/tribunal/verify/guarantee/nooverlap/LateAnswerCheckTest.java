package tribunal.verify.guarantee.nooverlap;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.placed;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

/** Attempts are given up after 2 s. In real time a thread may act 3 s late, which is a lease; in simulation 100 ms. */
class LateAnswerCheckTest {
    private static final String LATE =
            "OrderPlaced of order o-1 for ChargePayment was settled as done by an answer that came %s after the "
                    + "hand-over, but attempts are given up after 2.0 s";

    /** The charge is handed over at 3 ms and answered at that time. */
    private static HistoryBuilder answered(HistoryBuilder story, long ms, Answer answer) {
        return story.claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .at(ms - 1)
                .answered(CHARGE, 1, answer);
    }

    private static Verdict settled(HistoryBuilder story, int attempt, SettleOutcome outcome) {
        return story.settles(CHARGE, attempt, outcome).verdict("no-overlap");
    }

    private static Verdict done(HistoryBuilder story, long ms) {
        return settled(answered(story, ms, Answer.DONE), 1, SettleOutcome.DONE);
    }

    @Test
    void an_answer_after_the_timeout_that_settles_is_a_violation() {
        assertThatVerdict(done(placed().timesOut(256), 5_004))
                .isInvalid(LATE.formatted("5.0 s"))
                .isProvenBy("HandedOver", "Answered", "Settled");
        assertThatVerdict(done(placed().timesOut(256).simulated(), 2_104)).isInvalid(LATE.formatted("2.1 s"));
    }

    @Test
    void an_answer_that_a_busy_thread_may_have_taken_for_punctual_is_none() {
        assertThatVerdict(done(placed().timesOut(256), 5_003)).isUnknown("cut short");
        assertThatVerdict(done(placed().timesOut(256).simulated(), 2_103)).isUnknown("cut short");
    }

    @Test
    void without_a_known_timeout_no_answer_is_late() {
        assertThatVerdict(done(placed(), 9_000)).isUnknown("cut short");
    }

    @Test
    void a_late_answer_that_settles_nothing_is_right() {
        assertThatVerdict(settled(answered(placed().timesOut(256), 9_000, Answer.DONE), 2, SettleOutcome.DONE))
                .isUnknown("cut short");
        assertThatVerdict(settled(answered(placed().timesOut(256), 9_000, Answer.DONE), 1, SettleOutcome.RETRY))
                .isUnknown("cut short");
        assertThatVerdict(settled(answered(placed().timesOut(256), 9_000, Answer.FAILED), 1, SettleOutcome.DONE))
                .isUnknown("cut short");
    }

    @Test
    void after_a_pause_answer_and_timeout_are_due_at_once() {
        HistoryBuilder paused =
                placed().timesOut(256).add(new NodePaused(500 * MS, "n-1")).add(new NodeResumed(8_900 * MS, "n-1"));
        assertThatVerdict(done(paused, 9_000)).isUnknown("cut short");
    }
}
