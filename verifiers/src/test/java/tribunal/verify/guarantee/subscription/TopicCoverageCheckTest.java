package tribunal.verify.guarantee.subscription;

import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel.Topic;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class TopicCoverageCheckTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.promises(Foodcourt.WITH_BOARDS).verdict("subscription");
    }

    /** An order of {@code c-1} at {@code r-1}, shown to a subscriber of this. */
    private static HistoryBuilder shownTo(String entity) {
        return history()
                .subscribes("ws-1", entity)
                .commits("order:o-1", "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED");
    }

    private static HistoryBuilder boardShownTo(String entity) {
        return history()
                .subscribes("ws-1", entity)
                .commits("order:o-1", "PLACED")
                .seesBoard("ws-1", 1, Map.of("PLACED", 1L));
    }

    @Test
    void an_order_is_shown_to_those_who_watch_it_or_its_customer() {
        assertThatVerdict(judged(shownTo("order:o-1").drained())).isValid();
        assertThatVerdict(judged(shownTo("customer:c-1").drained())).isValid();
    }

    @Test
    void another_customers_order_or_another_order_is_a_violation() {
        assertThatVerdict(judged(shownTo("customer:c-2")))
                .isInvalid("a subscriber of customer:c-2 saw order o-1, which that topic does not cover")
                .isProvenBy("Subscribed", "UpdateReceived");
        assertThatVerdict(judged(shownTo("order:o-2")))
                .isInvalid("a subscriber of order:o-2 saw order o-1, which that topic does not cover");
        assertThatVerdict(judged(shownTo("board:r-1")))
                .isInvalid("a subscriber of board:r-1 saw order o-1, which that topic does not cover");
    }

    @Test
    void a_board_is_shown_to_those_who_watch_it_alone() {
        assertThatVerdict(judged(boardShownTo("board:r-1").drained())).isValid();
        assertThatVerdict(judged(boardShownTo("board:r-2")))
                .isInvalid("a subscriber of board:r-2 saw the board of r-1")
                .isProvenBy("Subscribed", "ViewReceived");
        assertThatVerdict(judged(boardShownTo("customer:c-1")))
                .isInvalid("a subscriber of customer:c-1 saw the board of r-1");
    }

    @Test
    void topics_can_select_by_any_attribute_that_is_known() {
        HistoryBuilder right =
                shownTo("place:r-1").promises(Foodcourt.withTopic("place", new Topic("order", "restaurant", null, 1)));
        HistoryBuilder wrong =
                shownTo("place:r-2").promises(Foodcourt.withTopic("place", new Topic("order", "restaurant", null, 1)));
        HistoryBuilder unknown =
                shownTo("colour:red").promises(Foodcourt.withTopic("colour", new Topic("order", "colour", null, 1)));

        assertThatVerdict(right.drained().verdict("subscription")).isValid();
        assertThatVerdict(wrong.verdict("subscription"))
                .isInvalid("a subscriber of place:r-2 saw order o-1, which that topic does not cover");
        assertThatVerdict(unknown.drained().verdict("subscription")).isValid();
    }

    @Test
    void whose_an_order_is_that_was_never_committed_is_not_known() {
        HistoryBuilder story = history().subscribes("ws-1", "customer:c-2");
        story.add(new UpdateReceived(story.now(), "ws-1", "s", "order:o-1", 1, "PLACED", Map.of()));

        assertThatVerdict(judged(story)).isUnknown("cut short");
        assertThatVerdict(judged(story.isRefused("READ", "order:o-1", "read/c-1/1", 1)))
                .isUnknown("cut short");
    }

    @Test
    void topics_that_the_model_does_not_declare_are_not_judged() {
        HistoryBuilder story = shownTo("customer:c-2").promises(Foodcourt.with(new TreeMap<>(), new TreeMap<>()));
        HistoryBuilder nameless = shownTo("everything");

        assertThatVerdict(story.drained().verdict("subscription")).isValid();
        assertThatVerdict(judged(nameless.drained())).isValid();
    }

    @Test
    void every_frame_of_a_board_is_looked_at() {
        HistoryBuilder story = history().subscribes("ws-1", "board:r-1").seesBoard("ws-1", 0, Map.of());
        story.add(new ViewReceived(story.now() + 1, "ws-1", "s", "board", "r-2", 0, new TreeMap<>()));

        assertThatVerdict(judged(story)).isInvalid("a subscriber of board:r-1 saw the board of r-2");
    }
}
