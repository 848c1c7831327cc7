package tribunal.verify.guarantee.subscription;

import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class ViewCellCheckTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.promises(Foodcourt.WITH_BOARDS).drained().verdict("subscription");
    }

    /** After three changes of two orders (one PAID, one PLACED), a frame. */
    private static HistoryBuilder shown(long revision, Map<String, Long> counts) {
        return history()
                .subscribes("ws-1", "board:r-1")
                .commits("order:o-1", "PLACED", "PAID")
                .commits("order:o-2", "PLACED")
                .seesBoard("ws-1", revision, counts);
    }

    @Test
    void a_board_that_counted_all_changes_is_their_recount() {
        assertThatVerdict(judged(shown(3, Map.of("PLACED", 1L, "PAID", 1L)))).isValid();
        assertThatVerdict(judged(shown(3, Map.of("PLACED", 2L, "PAID", 1L))))
                .isInvalid("the board of r-1 showed {PAID=1, PLACED=2} at revision 3, but after 3 changes its orders "
                        + "were {PAID=1, PLACED=1}")
                .isProvenBy("ViewReceived");
    }

    @Test
    void a_change_that_is_not_counted_yet_moves_each_cell_by_one_at_most() {
        // PAID counted before PLACED: -1 for a while, which one change that is left explains
        assertThatVerdict(judged(shown(2, Map.of("PLACED", 0L, "PAID", 1L)))).isValid();
        assertThatVerdict(judged(shown(2, Map.of("PLACED", 1L, "PAID", -1L))))
                .isInvalid("the board of r-1 showed {PAID=-1, PLACED=1} at revision 2, but after 3 changes its orders "
                        + "were {PAID=1, PLACED=1}");
        assertThatVerdict(judged(shown(2, Map.of("PLACED", 1L, "PAID", 1L, "DELIVERED", 100_000L))))
                .isInvalid("the board of r-1 showed {DELIVERED=100000, PAID=1, PLACED=1} at revision 2, but after 3 "
                        + "changes its orders were {PAID=1, PLACED=1}");
    }

    @Test
    void a_board_that_counted_more_changes_than_there_are_is_convicted_once() {
        HistoryBuilder story = shown(4, Map.of("PLACED", 1L, "PAID", 1L)).seesBoard("ws-1", 5, Map.of("PLACED", 9L));

        assertThatVerdict(judged(story))
                .isInvalid("the board of r-1 showed {PAID=1, PLACED=1} at revision 4, but after 3 changes its orders "
                        + "were {PAID=1, PLACED=1}");
    }

    @Test
    void changes_after_the_frame_and_of_other_restaurants_are_not_counted() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "board:r-1")
                .seesBoard("ws-1", 1, Map.of("PLACED", 1L))
                .commits("order:o-1", "PLACED");
        HistoryBuilder none = history().subscribes("ws-1", "board:r-1").seesBoard("ws-1", 1, Map.of("PLACED", 1L));

        assertThatVerdict(judged(story))
                .isInvalid("the board of r-1 showed {PLACED=1} at revision 1, but after 0 changes its orders were {}");
        assertThatVerdict(judged(none))
                .isInvalid("the board of r-1 showed {PLACED=1} at revision 1, but after 0 changes its orders were {}");
    }

    /** Seen before its second change was committed, and again afterwards, when it would have been right. */
    @Test
    void a_revision_is_judged_by_its_first_frame() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "board:r-1")
                .commits("order:o-1", "PLACED")
                .seesBoard("ws-1", 2, Map.of("PAID", 1L))
                .commits("order:o-1", "PAID")
                .seesBoard("ws-1", 2, Map.of("PAID", 1L));

        assertThatVerdict(judged(story))
                .isInvalid("the board of r-1 showed {PAID=1} at revision 2, but after 1 change its orders were "
                        + "{PLACED=1}");
    }

    @Test
    void boards_that_the_model_does_not_declare_are_not_judged() {
        assertThatVerdict(shown(9, Map.of("PAID", -3L))
                        .promises(Foodcourt.MODEL)
                        .drained()
                        .verdict("subscription"))
                .isValid();
    }

    @Test
    void orders_of_other_restaurants_are_not_counted() {
        HistoryBuilder story = history().subscribes("ws-1", "board:r-2").commits("order:o-1", "PLACED");
        story.add(new tribunal.history.ClientEntry.ViewReceived(
                story.now() + 1, "ws-1", "s", "board", "r-2", 0, new java.util.TreeMap<>()));

        assertThatVerdict(judged(story)).isValid();
    }
}
