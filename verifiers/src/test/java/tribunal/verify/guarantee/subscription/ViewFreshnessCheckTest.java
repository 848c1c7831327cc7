package tribunal.verify.guarantee.subscription;

import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class ViewFreshnessCheckTest {
    private static final Map<String, Long> ONE = Map.of("PLACED", 1L);
    private static final Map<String, Long> TWO = Map.of("PLACED", 2L);

    private static Verdict judged(HistoryBuilder story) {
        return story.promises(Foodcourt.WITH_BOARDS).drained().verdict("subscription");
    }

    /** Two orders, and somebody who saw both. */
    private static HistoryBuilder seen() {
        return history()
                .subscribes("ws-1", "board:r-1")
                .commits("order:o-1", "PLACED")
                .seesBoard("ws-1", 1, ONE)
                .commits("order:o-2", "PLACED")
                .seesBoard("ws-1", 2, TWO);
    }

    /** Two watch; the second sees the first order alone, and leaves after so long. */
    private static HistoryBuilder silent(long ms) {
        return history()
                .subscribes("ws-1", "board:r-1")
                .subscribes("ws-2", "board:r-1")
                .commits("order:o-1", "PLACED")
                .seesBoard("ws-1", 1, ONE)
                .seesBoard("ws-2", 1, ONE)
                .commits("order:o-2", "PLACED")
                .seesBoard("ws-1", 2, TWO)
                .after(ms)
                .unsubscribes("ws-2");
    }

    @Test
    void a_subscription_that_begins_with_less_than_others_had_seen_is_a_violation() {
        assertThatVerdict(judged(seen().subscribes("ws-2", "board:r-1").seesBoard("ws-2", 2, TWO)))
                .isValid();
        assertThatVerdict(judged(seen().subscribes("ws-2", "board:r-1").seesBoard("ws-2", 1, ONE)))
                .isInvalid(
                        "a subscription began with revision 1 of the board of r-1, but revision 2 had been seen before")
                .isProvenBy("ViewReceived", "Subscribed", "ViewReceived");
    }

    @Test
    void one_that_leaves_long_after_others_saw_a_newer_board_had_fallen_silent() {
        // others saw revision 2 at 7 ms; the catch-up time of 2 s was over at 2,007 ms
        assertThatVerdict(judged(silent(1_999))).isValid();
        assertThatVerdict(judged(silent(2_000)))
                .isInvalid(
                        "a subscriber of the board of r-1 held revision 1 for 2.0 s after others had seen revision 2, "
                                + "and then left")
                .isProvenBy("ViewReceived", "ViewReceived", "Unsubscribed");
    }

    @Test
    void what_an_outage_can_have_delayed_convicts_nobody() {
        assertThatVerdict(judged(silent(2_000).add(new NodeKilled(1_000_000_000, "n-1"))))
                .isValid();
    }

    @Test
    void one_that_came_only_after_the_others_had_seen_it_is_judged_by_its_beginning() {
        HistoryBuilder story = seen().subscribes("ws-2", "board:r-1")
                .after(3_000)
                .seesBoard("ws-2", 1, ONE)
                .unsubscribes("ws-2");

        assertThatVerdict(judged(story))
                .isInvalid(
                        "a subscription began with revision 1 of the board of r-1, but revision 2 had been seen before");
    }
}
