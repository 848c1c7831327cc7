package tribunal.verify.guarantee.subscription;

import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class ViewUpdateCheckTest {
    private static final Map<String, Long> ONE = Map.of("PLACED", 1L);
    private static final Map<String, Long> TWO = Map.of("PLACED", 2L);

    private static HistoryBuilder watched() {
        return history().subscribes("ws-1", "board:r-1").phase(Phase.HEAL).pongs("ws-1");
    }

    /** The board is at revision 7 in the end. */
    private static Verdict judged(HistoryBuilder story) {
        return story.drained().board(TWO).verdict("subscription");
    }

    @Test
    void a_board_that_goes_forwards_to_its_last_revision_is_valid() {
        assertThatVerdict(judged(
                        watched().seesBoard("ws-1", 6, ONE).seesBoard("ws-1", 7, Map.of("PLACED", 2L, "PAID", 0L))))
                .isValid()
                .checked("board updates", 2)
                .checked("boards live at the end", 1);
    }

    @Test
    void a_revision_that_goes_back_is_a_violation() {
        assertThatVerdict(judged(watched()
                        .seesBoard("ws-1", 6, ONE)
                        .seesBoard("ws-1", 5, ONE)
                        .seesBoard("ws-1", 7, TWO)))
                .isInvalid("a subscriber saw the board of r-1 at revision 6, and then at revision 5");
    }

    @Test
    void a_revision_shows_everybody_the_same() {
        assertThatVerdict(judged(watched()
                        .seesBoard("ws-2", 6, TWO)
                        .seesBoard("ws-1", 6, ONE)
                        .seesBoard("ws-1", 7, TWO)))
                .isInvalid("revision 6 of the board of r-1 was {PLACED=1} here and {PLACED=2} there");
        assertThatVerdict(judged(watched().seesBoard("ws-1", 7, ONE)))
                .isInvalid("revision 7 of the board of r-1 was {PLACED=2} here and {PLACED=1} there");
    }

    @Test
    void a_live_subscriber_holds_the_last_revision_in_the_end() {
        assertThatVerdict(judged(watched().seesBoard("ws-1", 6, ONE)))
                .isInvalid("a live subscriber of the board of r-1 held revision 6 in the end, but it was at revision 7")
                .isProvenBy("Subscribed", "ViewReceived", "ViewRead");
        assertThatVerdict(judged(watched()))
                .isInvalid("a live subscriber of the board of r-1 held nothing in the end, but it was at revision 7");
    }

    @Test
    void who_left_or_did_not_answer_the_ping_need_not_hold_it() {
        HistoryBuilder silent =
                history().subscribes("ws-1", "board:r-1").phase(Phase.HEAL).seesBoard("ws-1", 6, ONE);
        HistoryBuilder leftAsItEnded = watched()
                .seesBoard("ws-1", 6, ONE)
                .drained()
                .after(-1)
                .unsubscribes("ws-1")
                .after(-7_000);

        assertThatVerdict(judged(watched().seesBoard("ws-1", 6, ONE).unsubscribes("ws-1")))
                .isValid();
        assertThatVerdict(judged(leftAsItEnded)).isValid();
        assertThatVerdict(judged(silent))
                .isUnknownBecause("one subscription was open at the end, and none is known to have been live");
    }

    @Test
    void who_watches_an_order_need_not_hold_the_board_of_a_restaurant_of_that_name() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:r-1")
                .commits("order:r-1", "PLACED")
                .sees("ws-1", "order:r-1", 1, "PLACED")
                .phase(Phase.HEAL)
                .pongs("ws-1");

        assertThatVerdict(judged(story)).isValid();
    }

    @Test
    void a_board_that_was_never_read_convicts_nobody() {
        assertThatVerdict(watched().seesBoard("ws-1", 6, ONE).drained().verdict("subscription"))
                .isValid();
    }

    @Test
    void who_came_just_before_the_end_need_not_hold_it_yet() {
        // drained at 7,000 ms: who subscribed at 5,000 ms had 2 s to catch up, and who did at 5,001 ms had not
        HistoryBuilder inTime = history().at(4_999).subscribes("ws-1", "board:r-1");
        HistoryBuilder late = history().at(5_000).subscribes("ws-1", "board:r-1");

        assertThatVerdict(judged(drainedAt7(inTime)))
                .isInvalid("a live subscriber of the board of r-1 held nothing in the end, but it was at revision 7");
        assertThatVerdict(judged(drainedAt7(late))).isNotExercised();
    }

    private static HistoryBuilder drainedAt7(HistoryBuilder story) {
        return story.phase(Phase.HEAL).pongs("ws-1").at(0);
    }

    @Test
    void who_left_after_the_end_was_there_in_the_end() {
        HistoryBuilder story = watched()
                .seesBoard("ws-1", 6, ONE)
                .drained()
                .after(1)
                .unsubscribes("ws-1")
                .after(-7_002);

        assertThatVerdict(judged(story))
                .isInvalid(
                        "a live subscriber of the board of r-1 held revision 6 in the end, but it was at revision 7");
    }

    @Test
    void a_frame_after_the_end_of_a_subscription_is_ignored() {
        HistoryBuilder story =
                watched().seesBoard("ws-1", 7, TWO).unsubscribes("ws-1").seesBoard("ws-1", 5, ONE);

        assertThatVerdict(judged(story)).isValid().hadOpportunities(1);
    }
}
