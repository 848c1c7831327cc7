package tribunal.verify.guarantee.atomicity;

import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class ReadCheckTest {
    private static final String READ = "read/c-1/1";

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("atomicity");
    }

    /** An order that its customer was acknowledged, and was shown as PAID. */
    private static HistoryBuilder known() {
        return history()
                .subscribes("ws-1", "customer:c-1")
                .commits("order:o-1", "PLACED")
                .asks("PLACE", "order:o-1", "place/c-1/1", 1, 1, "PLACED")
                .commits("order:o-1", "PAID")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .sees("ws-1", "order:o-1", 2, "PAID");
    }

    @Test
    void a_read_that_shows_less_than_its_customer_was_shown_is_a_violation() {
        assertThatVerdict(judged(known().asks("READ", "order:o-1", READ, 1, 1, "PLACED")))
                .isInvalid("c-1 read order o-1 at version 1 (PLACED), after it had known version 2")
                .isProvenBy("UpdateReceived", "OperationSent", "OperationAnswered");
    }

    @Test
    void a_repeated_answer_that_shows_less_than_its_customer_was_shown_is_a_violation() {
        HistoryBuilder again = known().asks("PLACE", "order:o-1", "place/c-1/1", 2, 1, "PLACED");

        assertThatVerdict(judged(again))
                .isInvalid("c-1 was answered with order o-1 at version 1 (PLACED), after it had known version 2")
                .isProvenBy("UpdateReceived", "OperationSent", "OperationAnswered");
    }

    @Test
    void a_repeated_answer_that_shows_the_present_is_valid() {
        HistoryBuilder late = history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED", "COURIER_ASSIGNED")
                .asks("PLACE", "order:o-1", "place/c-1/1", 1, 4, "COURIER_ASSIGNED")
                .asks("PLACE", "order:o-1", "place/c-1/1", 2, 4, "COURIER_ASSIGNED")
                .isRefused("CANCEL", "order:o-1", "cancel/c-1/2", 1)
                .drained();

        assertThatVerdict(judged(late)).isValid().checked("repeated answers", 1);
    }

    @Test
    void a_read_that_shows_less_than_an_earlier_read_is_a_violation() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "PAID")
                .asks("READ", "order:o-1", READ, 1, 2, "PAID")
                .asks("READ", "order:o-1", "read/c-1/2", 1, 1, "PLACED");

        assertThatVerdict(judged(story))
                .isInvalid("c-1 read order o-1 at version 1 (PLACED), after it had known version 2");
    }

    @Test
    void a_read_that_does_not_find_an_order_which_was_acknowledged_is_a_violation() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .asks("PLACE", "order:o-1", "place/c-1/1", 1, 1, "PLACED")
                .isRefused("READ", "order:o-1", READ, 1);

        assertThatVerdict(judged(story))
                .isInvalid("c-1 did not find order o-1, of which it had known version 1")
                .isProvenBy("OperationAnswered", "OperationSent", "OperationAnswered");
    }

    @Test
    void a_read_that_shows_what_is_known_or_more_is_valid() {
        assertThatVerdict(judged(
                        known().asks("READ", "order:o-1", READ, 1, 2, "PAID").drained()))
                .isValid()
                .checked("reads", 1);
    }

    @Test
    void a_read_that_was_sent_before_or_got_no_answer_is_not_judged() {
        HistoryBuilder before = history()
                .commits("order:o-1", "PLACED", "PAID")
                .sends("READ", "order:o-1", READ)
                .asks("PLACE", "order:o-1", "place/c-1/1", 1, 2, "PAID")
                .answers(READ, Outcome.ACKNOWLEDGED, 1, "PLACED");
        HistoryBuilder unanswered =
                known().sends("READ", "order:o-1", READ).answers(READ, Outcome.INDETERMINATE, 0, null);

        assertThatVerdict(judged(before.drained())).isValid();
        assertThatVerdict(judged(unanswered.drained())).isValid();
    }

    @Test
    void what_others_know_binds_nobody() {
        HistoryBuilder story = known();
        story.add(new OperationSent(story.now(), "read/c-2/1", 1, "READ", "order:o-1", "c-2", story.now()))
                .answers("read/c-2/1", Outcome.REFUSED, 0, null)
                .isRefused("READ", "order:o-2", "read/c-1/2", 1);

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void reads_that_the_model_does_not_declare_are_not_judged() {
        HistoryBuilder story = known().asks("READ", "order:o-1", READ, 1, 1, "PLACED");
        story.promises(Foodcourt.with(new TreeMap<>(Map.of()), new TreeMap<>()));

        assertThatVerdict(judged(story.drained())).isValid();
    }
}
