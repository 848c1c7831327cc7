package tribunal.verify.guarantee.atomicity;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.evidence.ClockUncertaintyTest;
import tribunal.verify.verdict.Verdict;

/** When a refused operation convicts the app: it took effect, or nothing forbade it. */
class RefusedOperationTest {
    private static Verdict of(HistoryBuilder story) {
        return story.verdict("atomicity");
    }

    @Test
    void a_refused_operation_with_an_effect_is_a_violation() {
        HistoryBuilder place = history()
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.REFUSED, 0, null);
        HistoryBuilder cancel = history()
                .commits("order:o-1", "PLACED")
                .sends("CANCEL", "order:o-1", "cancel/1")
                .commits("order:o-1", "CANCELLED")
                .answers("cancel/1", Outcome.REFUSED, 0, null);

        assertThatVerdict(of(place.drained())).isInvalid("PLACE of order o-1 was refused, but took effect");
        assertThatVerdict(of(cancel.drained())).isInvalid("CANCEL of order o-1 was refused, but took effect");
    }

    @Test
    void a_cancel_may_be_refused_only_while_a_state_forbids_it() {
        HistoryBuilder groundless =
                history().commits("order:o-1", "PLACED", "PAID").cancels("order:o-1", Outcome.REFUSED);
        HistoryBuilder late = history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED", "COURIER_ASSIGNED")
                .cancels("order:o-1", Outcome.REFUSED);
        HistoryBuilder meanwhile = history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED")
                .sends("CANCEL", "order:o-1", "cancel/1")
                .commits("order:o-1", "COURIER_ASSIGNED")
                .answers("cancel/1", Outcome.REFUSED, 0, null);

        assertThatVerdict(of(groundless.drained()))
                .isInvalid("CANCEL of order o-1 was refused while it was PAID, which allows it")
                .isProvenBy("Committed", "OperationSent", "OperationAnswered");
        assertThatVerdict(of(late.drained())).isValid();
        assertThatVerdict(of(meanwhile.drained())).isValid();
    }

    @Test
    void a_cancel_that_was_refused_beside_one_that_was_not_had_no_effect_of_its_own() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .cancels("order:o-1", Outcome.ACKNOWLEDGED)
                .sends("CANCEL", "order:o-1", "cancel/2")
                .answers("cancel/2", Outcome.REFUSED, 0, null);

        assertThatVerdict(of(story.drained())).isValid();
    }

    @Test
    void a_cancel_of_what_did_not_exist_yet_may_be_refused() {
        HistoryBuilder never =
                history().sends("CANCEL", "order:o-1", "cancel/1").answers("cancel/1", Outcome.REFUSED, 0, null);
        HistoryBuilder later = history()
                .sends("CANCEL", "order:o-1", "cancel/1")
                .commits("order:o-1", "PLACED")
                .answers("cancel/1", Outcome.REFUSED, 0, null);

        assertThatVerdict(of(never.drained())).isNotExercised();
        assertThatVerdict(of(later.drained())).isValid();
    }

    @Test
    void what_became_of_the_order_after_the_refusal_is_no_ground_for_it() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED")
                .cancels("order:o-1", Outcome.REFUSED)
                .commits("order:o-1", "COURIER_ASSIGNED");

        assertThatVerdict(of(story.drained()))
                .isInvalid("CANCEL of order o-1 was refused while it was APPROVED, which allows it");
    }

    /** A cancel that is refused, by clocks that are two milliseconds apart. */
    private static HistoryBuilder refused(HistoryBuilder story) {
        return story.answers("cancel/1", Outcome.REFUSED, 0, null)
                .add(ClockUncertaintyTest.pair(0, 0, 0))
                .add(ClockUncertaintyTest.pair(100, 2_000, 0));
    }

    @Test
    void a_cancel_is_refused_rightly_by_what_may_have_been_before_its_answer() {
        // APPROVED and COURIER_ASSIGNED are stamped 1 ms and 4 ms after the answer
        HistoryBuilder may = history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED")
                .after(5)
                .sends("CANCEL", "order:o-1", "cancel/1");
        HistoryBuilder cannot =
                history().commits("order:o-1", "PLACED", "PAID").after(5).sends("CANCEL", "order:o-1", "cancel/1");

        assertThatVerdict(
                        of(refused(may).commits("order:o-1", "COURIER_ASSIGNED").drained()))
                .isValid();
        assertThatVerdict(of(refused(cannot)
                        .commits("order:o-1", "APPROVED")
                        .after(2)
                        .commits("order:o-1", "COURIER_ASSIGNED")
                        .drained()))
                .isInvalid("CANCEL of order o-1 was refused while it was APPROVED, which allows it");
    }

    @Test
    void a_cancel_is_refused_without_grounds_if_only_its_latest_state_is_within_the_clocks_uncertainty() {
        // PAID is stamped 1 ms before the cancel was sent; PLACED was handed over some ms before
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .claims(CHARGE, 1)
                .after(3)
                .commits("order:o-1", "PAID")
                .sends("CANCEL", "order:o-1", "cancel/1");

        assertThatVerdict(of(refused(story).drained()))
                .isInvalid("CANCEL of order o-1 was refused while it was PAID, which allows it");
    }

    @Test
    void a_cancel_may_be_refused_if_the_order_may_not_have_existed_yet() {
        // PLACED is stamped 1 ms before the cancel was sent
        HistoryBuilder story = history().commits("order:o-1", "PLACED").sends("CANCEL", "order:o-1", "cancel/1");

        assertThatVerdict(of(refused(story).drained())).isValid();
    }

    @Test
    void a_cancel_may_be_refused_while_the_commit_of_the_order_waits_for_the_disk() {
        // PLACED is stamped long before the cancel, and first handed over after the answer
        HistoryBuilder story =
                history().commits("order:o-1", "PLACED").after(400).sends("CANCEL", "order:o-1", "cancel/1");

        assertThatVerdict(of(refused(story).claims(CHARGE, 1).drained())).isValid();
    }

    @Test
    void a_refused_cancel_that_took_effect_after_its_answer_is_convicted_of_that_alone() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .sends("CANCEL", "order:o-1", "cancel/1")
                .answers("cancel/1", Outcome.REFUSED, 0, null)
                .commits("order:o-1", "CANCELLED");

        assertThatVerdict(of(story.drained())).isInvalid("CANCEL of order o-1 was refused, but took effect");
    }

    @Test
    void only_a_refused_cancel_needs_a_state_that_forbids_it() {
        // version 1 of o-1 was not seen
        HistoryBuilder story = history()
                .add(new Committed(
                        1,
                        "t-9",
                        "order:o-1",
                        2,
                        "PLACED",
                        "PAID",
                        HistoryBuilder.attributes("r-1", "c-1", HistoryBuilder.TOTAL)))
                .records("order:o-1", 2, "OrderPaid", "t-9")
                .sends("PLACE", "order:o-1", "place/1")
                .answers("place/1", Outcome.REFUSED, 0, null);

        assertThatVerdict(of(story.drained())).isValid();
    }
}
