package tribunal.verify.guarantee.atomicity;

import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class AnswerCheckTest {
    private static final String CANCEL = "cancel/c-1/x";

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("atomicity");
    }

    private static OperationSent place(
            HistoryBuilder story,
            String customer,
            @Nullable String restaurant,
            @Nullable Long total,
            @Nullable Content content) {
        return new OperationSent(
                story.now(),
                "place/o-1",
                1,
                "PLACE",
                "order:o-1",
                customer,
                story.now(),
                input(restaurant, total),
                content);
    }

    private static AppModel.Operation creating(
            @Nullable String to, Map<String, String> equal, @Nullable String requester) {
        return new AppModel.Operation("order", null, null, to, new TreeMap<>(equal), requester);
    }

    private static Map<String, String> input(@Nullable String restaurant, @Nullable Long total) {
        Map<String, String> input = new TreeMap<>();
        Optional.ofNullable(restaurant).ifPresent(r -> input.put("restaurant", r));
        Optional.ofNullable(total).ifPresent(t -> input.put("total", t.toString()));
        return input;
    }

    private static HistoryBuilder placing(String customer, @Nullable String restaurant, @Nullable Long total) {
        HistoryBuilder story = history();
        return story.add(place(story, customer, restaurant, total, null))
                .commits("order:o-1", "PLACED")
                .answers("place/o-1", Outcome.ACKNOWLEDGED, 1, "PLACED");
    }

    private static HistoryBuilder answeredTotal(@Nullable Long total) {
        return history()
                .sends("PLACE", "order:o-1", "place/o-1")
                .commits("order:o-1", "PLACED")
                .add(new OperationAnswered(
                        9_000_000, "place/o-1", 1, Outcome.ACKNOWLEDGED, 1, "PLACED", null, input(null, total)));
    }

    @Test
    void an_answer_that_shows_the_order_as_it_was_before_is_a_violation() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED", "PAID");
        story.sends("CANCEL", "order:o-1", CANCEL)
                .commits("order:o-1", "CANCELLED")
                .answers(CANCEL, Outcome.ACKNOWLEDGED, 2, "PAID");

        assertThatVerdict(judged(story.drained()))
                .isInvalid("CANCEL of order o-1 was acknowledged with version 2 (PAID), before it was CANCELLED")
                .isProvenBy("Committed", "OperationSent", "OperationAnswered");
    }

    @Test
    void an_answer_that_shows_the_result_or_a_later_version_is_valid() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "CANCELLED")
                .asks("CANCEL", "order:o-1", CANCEL, 1, 2, "CANCELLED")
                .commits("order:o-1", "REFUNDED")
                .asks("CANCEL", "order:o-1", CANCEL, 2, 3, "REFUNDED");

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void an_answer_or_its_refusal_that_comes_again_must_be_the_same() {
        HistoryBuilder refused = history()
                .commits("order:o-1", "PLACED", "CANCELLED")
                .asks("CANCEL", "order:o-1", CANCEL, 1, 2, "CANCELLED")
                .isRefused("CANCEL", "order:o-1", CANCEL, 2);

        assertThatVerdict(judged(refused))
                .isInvalid("CANCEL of order o-1 was acknowledged, and then refused when it was sent again")
                .isProvenBy("OperationAnswered", "OperationSent", "OperationAnswered");
    }

    @Test
    void a_refusal_of_a_send_that_was_under_way_before_the_acknowledgement_is_none_of_its_repetition() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED").sends("CANCEL", "order:o-1", CANCEL);
        story.commits("order:o-1", "CANCELLED")
                .asks("CANCEL", "order:o-1", CANCEL, 2, 2, "CANCELLED")
                .answers(CANCEL, Outcome.REFUSED, 0, null);

        assertThatVerdict(judged(story.drained())).isValid();
    }

    /** The first send gets no answer, and the order is cancelled. */
    private static HistoryBuilder cancelledWithoutAnAnswer() {
        return history()
                .commits("order:o-1", "PLACED")
                .sends("CANCEL", "order:o-1", CANCEL)
                .commits("order:o-1", "CANCELLED")
                .answers(CANCEL, Outcome.INDETERMINATE, 0, null);
    }

    @Test
    void what_took_effect_unanswered_is_not_refused_when_it_is_sent_again() {
        assertThatVerdict(judged(cancelledWithoutAnAnswer().isRefused("CANCEL", "order:o-1", CANCEL, 2)))
                .isInvalid("CANCEL of order o-1 took effect, and was refused when it was sent again")
                .isProvenBy("Committed", "OperationSent", "OperationAnswered");
    }

    @Test
    void what_another_request_may_have_brought_about_or_came_later_is_refused_rightly() {
        HistoryBuilder another = cancelledWithoutAnAnswer()
                .asks("CANCEL", "order:o-1", "cancel/c-1/other", 1, 2, "CANCELLED")
                .isRefused("CANCEL", "order:o-1", CANCEL, 2);
        HistoryBuilder refusedToo = cancelledWithoutAnAnswer()
                .asks("READ", "order:o-1", "read/c-1/1", 1, 2, "CANCELLED")
                .isRefused("CANCEL", "order:o-1", "cancel/c-1/other", 1);
        HistoryBuilder later = history()
                .sends("CANCEL", "order:o-1", CANCEL)
                .answers(CANCEL, Outcome.INDETERMINATE, 0, null)
                .isRefused("CANCEL", "order:o-1", CANCEL, 2)
                .commits("order:o-1", "PLACED", "CANCELLED");

        assertThatVerdict(judged(another.drained())).isValid();
        assertThatVerdict(judged(refusedToo.drained())).isValid();
        assertThatVerdict(judged(later.drained())).isValid();
    }

    @Test
    void two_requests_cannot_both_have_brought_about_one_change() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "CANCELLED")
                .asks("CANCEL", "order:o-1", CANCEL, 1, 2, "CANCELLED")
                .asks("CANCEL", "order:o-1", "cancel/c-1/other", 1, 2, "CANCELLED");

        assertThatVerdict(judged(story.drained()))
                .isInvalid(
                        "2 different requests to make order o-1 CANCELLED were acknowledged, but it became that once");
        assertThatVerdict(judged(story.commits("order:o-1", "CANCELLED").drained()))
                .isValid();
    }

    @Test
    void requests_for_what_never_came_about_are_convicted_by_their_answers_alone() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .asks("CANCEL", "order:o-1", CANCEL, 1, 1, "PLACED")
                .isRefused("CANCEL", "order:o-1", "cancel/c-1/other", 1);
        story.asks("CANCEL", "order:o-1", "cancel/c-1/third", 1, 7, "CANCELLED");

        assertThatVerdict(judged(story)).isUnknown("cut short");
    }

    @Test
    void what_is_committed_must_be_what_was_asked_for() {
        assertThatVerdict(judged(placing("c-1", "r-1", HistoryBuilder.TOTAL).drained()))
                .isValid();
        assertThatVerdict(judged(placing("c-1", null, null).drained())).isValid();
        assertThatVerdict(judged(placing("c-1", "r-1", 2350L)))
                .isInvalid("PLACE of order o-1 asked for total 23.50, but 24.50 was committed")
                .isProvenBy("OperationSent", "Committed");
        assertThatVerdict(judged(placing("c-1", "r-1", -101L)))
                .isInvalid("PLACE of order o-1 asked for total -1.01, but 24.50 was committed");
        assertThatVerdict(judged(placing("c-1", "r-2", HistoryBuilder.TOTAL)))
                .isInvalid("PLACE of order o-1 asked for restaurant r-2, but r-1 was committed");
        assertThatVerdict(judged(placing("c-2", "r-1", HistoryBuilder.TOTAL)))
                .isInvalid("PLACE of order o-1 asked for customer c-2, but c-1 was committed");
    }

    @Test
    void any_of_the_sends_may_have_been_carried_out_and_what_was_not_has_no_content() {
        HistoryBuilder first = placing("c-1", "r-1", 2350L);
        first.add(new OperationSent(
                first.now(),
                "place/o-1",
                2,
                "PLACE",
                "order:o-1",
                "c-1",
                first.now(),
                input("r-1", HistoryBuilder.TOTAL),
                null));
        HistoryBuilder nothing = history();
        nothing.add(place(nothing, "c-2", "r-2", 1L, null)).commits("order:o-2", "PLACED");

        assertThatVerdict(judged(first.drained())).isValid();
        assertThatVerdict(judged(nothing.drained())).isValid();
    }

    @Test
    void an_attribute_that_is_not_of_the_history_is_not_judged() {
        AppModel other = Foodcourt.with(
                new TreeMap<>(Map.of("PLACE", creating("PLACED", Map.of("colour", "colour"), "colour"))),
                new TreeMap<>());

        assertThatVerdict(judged(placing("c-2", "r-2", 1L).promises(other).drained()))
                .isValid();
    }

    @Test
    void an_answer_shows_the_committed_total() {
        assertThatVerdict(judged(answeredTotal(HistoryBuilder.TOTAL).drained())).isValid();
        assertThatVerdict(judged(answeredTotal(100L)))
                .isInvalid("an answer showed version 1 of order o-1 with a total of 1.00, but 24.50 was committed")
                .isProvenBy("Committed", "OperationAnswered");
    }

    @Test
    void nobody_is_answered_about_somebody_elses_order() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED", "CANCELLED");
        story.add(new OperationSent(story.now(), "cancel/c-2/x", 1, "CANCEL", "order:o-1", "c-2", story.now()))
                .answers("cancel/c-2/x", Outcome.ACKNOWLEDGED, 2, "CANCELLED");
        HistoryBuilder refused = history().commits("order:o-1", "PLACED");
        refused.add(new OperationSent(refused.now(), "read/c-2/x", 1, "READ", "order:o-1", "c-2", refused.now()))
                .answers("read/c-2/x", Outcome.REFUSED, 0, null);

        assertThatVerdict(judged(story))
                .isInvalid("CANCEL of order o-1 was acknowledged to c-2, but is c-1's")
                .isProvenBy("Committed", "OperationSent", "OperationAnswered");
        assertThatVerdict(judged(refused.drained())).isValid();
    }

    @Test
    void an_order_of_which_nothing_was_committed_is_nobodys() {
        assertThatVerdict(judged(history().asks("CANCEL", "order:o-1", CANCEL, 1, 2, "CANCELLED")))
                .isUnknown("cut short");
    }

    @Test
    void forbidden_content_is_refused_and_legal_content_is_not() {
        HistoryBuilder accepted = history();
        accepted.add(place(accepted, "c-1", "r-1", HistoryBuilder.TOTAL, Content.FORBIDDEN))
                .commits("order:o-1", "PLACED")
                .answers("place/o-1", Outcome.INDETERMINATE, 0, null);
        HistoryBuilder acknowledged = history();
        acknowledged
                .add(place(acknowledged, "c-1", "r-1", HistoryBuilder.TOTAL, Content.FORBIDDEN))
                .answers("place/o-1", Outcome.ACKNOWLEDGED, 1, "PLACED");
        HistoryBuilder refused = history().commits("order:o-2", "PLACED");
        refused.add(place(refused, "c-1", "r-1", HistoryBuilder.TOTAL, Content.FORBIDDEN))
                .answers("place/o-1", Outcome.REFUSED, 0, null);
        HistoryBuilder wrongly = history();
        wrongly.add(place(wrongly, "c-1", "r-1", HistoryBuilder.TOTAL, Content.LEGAL))
                .answers("place/o-1", Outcome.REFUSED, 0, null);
        HistoryBuilder legal = history();
        legal.add(place(legal, "c-1", "r-1", HistoryBuilder.TOTAL, Content.LEGAL))
                .commits("order:o-1", "PLACED")
                .answers("place/o-1", Outcome.ACKNOWLEDGED, 1, "PLACED");

        assertThatVerdict(judged(accepted))
                .isInvalid("PLACE of order o-1 was not refused, although its content is forbidden");
        assertThatVerdict(judged(acknowledged))
                .isInvalid("PLACE of order o-1 was not refused, although its content is forbidden");
        assertThatVerdict(judged(refused.drained())).isValid();
        assertThatVerdict(judged(wrongly))
                .isInvalid("PLACE of order o-1 was refused (null), although its content is legal");
        assertThatVerdict(judged(legal.drained())).isValid();
    }

    private static OperationSent cancel(HistoryBuilder story, String operation, @Nullable Content content) {
        return new OperationSent(
                story.now(), operation, 1, "CANCEL", "order:o-1", "c-1", story.now(), Map.of(), content);
    }

    @Test
    void a_cancel_of_forbidden_content_is_refused_and_cancels_nothing() {
        HistoryBuilder acknowledged = history().commits("order:o-1", "PLACED", "CANCELLED");
        acknowledged
                .add(cancel(acknowledged, CANCEL, Content.FORBIDDEN))
                .answers(CANCEL, Outcome.ACKNOWLEDGED, 2, "CANCELLED");
        HistoryBuilder effective = history().commits("order:o-1", "PLACED");
        effective
                .add(cancel(effective, CANCEL, Content.FORBIDDEN))
                .commits("order:o-1", "CANCELLED")
                .answers(CANCEL, Outcome.INDETERMINATE, 0, null);
        HistoryBuilder refused = history().commits("order:o-1", "PLACED");
        refused.add(cancel(refused, CANCEL, Content.FORBIDDEN)).answers(CANCEL, Outcome.REFUSED, 0, null);
        HistoryBuilder another = history().commits("order:o-1", "PLACED");
        another.add(cancel(another, CANCEL, Content.FORBIDDEN))
                .add(cancel(another, "cancel/c-1/y", null))
                .commits("order:o-1", "CANCELLED")
                .answers(CANCEL, Outcome.REFUSED, 0, null)
                .answers("cancel/c-1/y", Outcome.ACKNOWLEDGED, 2, "CANCELLED");
        String sentence = "CANCEL of order o-1 was not refused, although its content is forbidden";

        assertThatVerdict(judged(acknowledged)).isInvalid(sentence);
        assertThatVerdict(judged(effective)).isInvalid(sentence);
        assertThatVerdict(judged(refused.drained())).isValid();
        assertThatVerdict(judged(another.drained())).isValid();
    }

    @Test
    void a_cancel_of_forbidden_content_may_be_refused_whatever_the_order_s_status() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED", "PAID").after(100);
        story.add(cancel(story, CANCEL, Content.FORBIDDEN)).after(1).answers(CANCEL, Outcome.REFUSED, 0, null);
        HistoryBuilder legal = history().commits("order:o-1", "PLACED", "PAID").after(100);
        legal.add(cancel(legal, CANCEL, null)).after(1).answers(CANCEL, Outcome.REFUSED, 0, null);

        assertThatVerdict(judged(story.drained())).isValid();
        assertThatVerdict(judged(legal.drained()))
                .isInvalid("CANCEL of order o-1 was refused while it was PAID, which allows it");
    }

    @Test
    void a_cancel_of_forbidden_content_does_not_explain_that_the_order_was_cancelled() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED");
        story.add(cancel(story, "cancel/c-1/forbidden", Content.FORBIDDEN))
                .add(cancel(story, CANCEL, null))
                .commits("order:o-1", "CANCELLED")
                .answers(CANCEL, Outcome.REFUSED, 0, null);

        assertThatVerdict(judged(story.drained())).isInvalid("CANCEL of order o-1 was refused, but took effect");
    }

    @Test
    void what_the_model_does_not_declare_is_not_judged() {
        AppModel placing =
                Foodcourt.with(new TreeMap<>(Map.of("PLACE", creating("PLACED", Map.of(), null))), new TreeMap<>());
        AppModel nothing = Foodcourt.with(new TreeMap<>(), new TreeMap<>());
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "CANCELLED")
                .asks("CANCEL", "order:o-1", CANCEL, 1, 1, "PLACED")
                .isRefused("CANCEL", "order:o-1", CANCEL, 2)
                .drained();

        assertThatVerdict(judged(story.promises(placing))).isValid();
        assertThatVerdict(judged(story.promises(nothing))).isValid();
    }

    @Test
    void neither_a_read_nor_what_was_refused_can_have_brought_a_change_about() {
        HistoryBuilder story = cancelledWithoutAnAnswer()
                .asks("READ", "order:o-1", "read/c-1/1", 1, 2, "CANCELLED")
                .isRefused("CANCEL", "order:o-1", "cancel/c-1/other", 1)
                .isRefused("CANCEL", "order:o-1", CANCEL, 2);

        assertThatVerdict(judged(story))
                .isInvalid("CANCEL of order o-1 took effect, and was refused when it was sent again");
    }

    @Test
    void three_requests_cannot_have_brought_about_two_changes() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "CANCELLED", "CANCELLED")
                .asks("CANCEL", "order:o-1", CANCEL, 1, 2, "CANCELLED")
                .asks("CANCEL", "order:o-1", "cancel/c-1/other", 1, 2, "CANCELLED")
                .asks("CANCEL", "order:o-1", "cancel/c-1/third", 1, 2, "CANCELLED");

        assertThatVerdict(judged(story.drained()))
                .isInvalid(
                        "3 different requests to make order o-1 CANCELLED were acknowledged, but it became that 2 times");
    }

    @Test
    void an_operation_that_brings_about_no_status_has_no_result_to_compare() {
        AppModel model = Foodcourt.with(
                new TreeMap<>(Map.of("PLACE", creating(null, Map.of("restaurant", "restaurant"), null))),
                new TreeMap<>());

        assertThatVerdict(judged(placing("c-1", "r-2", HistoryBuilder.TOTAL)
                        .promises(model)
                        .drained()))
                .isValid();
    }
}
