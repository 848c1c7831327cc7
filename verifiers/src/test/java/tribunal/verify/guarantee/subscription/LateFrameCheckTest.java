package tribunal.verify.guarantee.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class LateFrameCheckTest {
    private static final String LATE =
            "version 1 (PLACED) of order o-1 was not shown within 50.0 ms to a live subscriber of order:o-1, though nothing was wrong";

    /** Asked for at 1 ms; version 1 is committed at 2 ms. */
    private static HistoryBuilder watched() {
        return history().exact().subscribes("ws-1", "order:o-1").commits("order:o-1", "PLACED");
    }

    private static HistoryBuilder sees(HistoryBuilder story, long ms, int version) {
        return story.at(ms - 1).sees("ws-1", "order:o-1", version, version == 1 ? "PLACED" : "PAID");
    }

    private static Verdict said(HistoryBuilder story) {
        return story.drained().verdict("subscription");
    }

    private static void isInTime(HistoryBuilder story) {
        assertThat(said(story).total()).isZero();
    }

    @Test
    void a_frame_that_comes_after_the_bound_is_late() {
        assertThatVerdict(said(sees(watched(), 53, 1))).isInvalid(LATE).isProvenBy("Subscribed", "Committed");
    }

    @Test
    void a_frame_that_comes_at_the_bound_is_in_time() {
        isInTime(sees(watched(), 52, 1));
    }

    @Test
    void a_newer_version_shows_an_older_one_too() {
        isInTime(sees(watched().commits("order:o-1", "PAID"), 40, 2));
    }

    @Test
    void an_older_version_shows_no_newer_one() {
        assertThat(said(sees(sees(watched().commits("order:o-1", "PAID"), 40, 1), 900, 2))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void who_is_shown_nothing_at_all_is_not_shown_it_in_time() {
        assertThatVerdict(said(watched())).isInvalid(LATE);
    }

    @Test
    void without_bounds_nothing_is_late() {
        isInTime(sees(history().subscribes("ws-1", "order:o-1").commits("order:o-1", "PLACED"), 900, 1));
    }

    @Test
    void a_history_cut_short_proves_no_lateness() {
        assertThat(watched().verdict("subscription").total()).isZero();
    }

    @Test
    void who_left_before_the_bound_needs_no_frame() {
        isInTime(watched().at(40).unsubscribes("ws-1"));
    }

    @Test
    void who_left_after_the_bound_did() {
        assertThatVerdict(said(watched().at(60).unsubscribes("ws-1"))).isInvalid(LATE);
    }

    @Test
    void who_came_after_the_commit_is_shown_it_from_then_on() {
        isInTime(sees(
                history().exact().commits("order:o-1", "PLACED").at(899).subscribes("ws-1", "customer:c-1"), 950, 1));
    }

    @Test
    void within_the_settling_time_after_an_outage_nothing_is_late() {
        isInTime(sees(
                watched().add(new NodeKilled(-4_900 * MS, "n-1")).add(new NodeStarted(-4_800 * MS, "n-1")), 900, 1));
    }

    @Test
    void a_commit_at_the_end_of_the_run_may_be_shown_after_it() {
        HistoryBuilder story =
                history().exact().subscribes("ws-1", "order:o-1").drained().commits("order:o-1", "PLACED");
        assertThat(story.verdict("subscription").total()).isZero();
    }

    /** Two events of r-1 at 2 and 3 ms, so revision 2 is due by 203 ms. */
    private static HistoryBuilder board() {
        return history()
                .exact()
                .subscribes("ws-9", "board:r-1")
                .commits("order:o-1", "PLACED")
                .commits("order:o-2", "PLACED");
    }

    @Test
    void a_board_must_show_each_event_within_the_bounds_of_hand_over_and_frame() {
        assertThatVerdict(said(
                        board().at(100).seesBoard("ws-9", 1, Map.of()).at(203).seesBoard("ws-9", 2, Map.of())))
                .isInvalid(
                        "revision 2 of the board of r-1 was not shown within 200 ms to a live subscriber, though nothing was wrong");
    }

    @Test
    void a_board_that_does_is_in_time() {
        assertThat(said(board().at(100).seesBoard("ws-9", 2, Map.of())).total()).isZero();
    }

    @Test
    void who_left_a_board_before_the_bound_needs_no_frame() {
        isInTime(board().at(201).unsubscribes("ws-9"));
    }
}
