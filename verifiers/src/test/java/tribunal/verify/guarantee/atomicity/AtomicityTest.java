package tribunal.verify.guarantee.atomicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.evidence.ClockUncertaintyTest;
import tribunal.verify.verdict.Verdict;

class AtomicityTest {
    private static Verdict of(HistoryBuilder story) {
        return story.verdict("atomicity");
    }

    @Test
    void every_version_with_its_event_is_valid() {
        // PLACED, PAID, APPROVED, COURIER_ASSIGNED, DELIVERED
        Verdict verdict = of(sound().drained());
        assertThatVerdict(verdict)
                .isValid()
                .summarises("5 versions = 5 events, 0 of 0 unanswered operations undecided")
                .hadOpportunities(5);
        assertThat(verdict.checked())
                .containsExactly(entry("events", 5L), entry("indeterminate", 0L), entry("versions", 5L));
    }

    @Test
    void a_version_without_its_event_is_a_violation() {
        assertThatVerdict(of(history()
                        .commits("order:o-1", "PLACED")
                        .commitsWithoutEvent("order:o-1", "PAID")
                        .drained()))
                .isInvalid("version 2 (PAID) of order o-1 was committed without its event OrderPaid")
                .isProvenBy("Committed");
    }

    @Test
    void a_missing_event_proves_nothing_in_a_history_cut_short() {
        assertThatVerdict(of(history().commitsWithoutEvent("order:o-1", "PLACED")))
                .isUnknown("cut short")
                .summarises("1 versions ≠ 0 events, 0 of 0 unanswered operations undecided");
    }

    @Test
    void an_event_without_its_version_is_a_violation() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED").records("order:o-1", 2, "OrderPaid", "t-9");

        assertThatVerdict(of(story.drained()))
                .isInvalid("event OrderPaid reports version 2 of order o-1, which was never committed");
    }

    @Test
    void an_event_in_a_transaction_of_its_own_is_a_violation_also_in_a_history_cut_short() {
        assertThatVerdict(of(history()
                        .commitsWithoutEvent("order:o-1", "PLACED")
                        .records("order:o-1", 1, "OrderPlaced", "t-9")))
                .isInvalid("version 1 (PLACED) of order o-1 was committed in transaction t-1, but its event "
                        + "OrderPlaced in t-9")
                .isProvenBy("Committed", "EventRecorded");
    }

    @Test
    void a_version_with_another_event_or_one_too_many_is_a_violation() {
        assertThatVerdict(of(history()
                        .commitsWithoutEvent("order:o-1", "PLACED")
                        .records("order:o-1", 1, "OrderPaid", "t-1")
                        .drained()))
                .isInvalid("version 1 (PLACED) of order o-1 requires exactly one OrderPlaced, but has OrderPaid");
        assertThatVerdict(of(history()
                        .commits("order:o-1", "PLACED")
                        .records("order:o-1", 1, "OrderPaid", "t-1")
                        .drained()))
                .isInvalid("version 1 (PLACED) of order o-1 requires exactly one OrderPlaced, but has OrderPlaced and "
                        + "OrderPaid");
    }

    @Test
    void an_event_in_the_transaction_of_another_version_is_a_violation_of_its_own_version_alone() {
        HistoryBuilder story = history()
                .commitsWithoutEvent("order:o-1", "PLACED")
                .commits("order:o-1", "PAID")
                .records("order:o-1", 1, "OrderPlaced", "t-2");
        HistoryBuilder again = history().commits("order:o-1", "PLACED").records("order:o-1", 1, "OrderPlaced", "t-9");
        String split =
                "version 1 (PLACED) of order o-1 was committed in transaction t-1, but its event OrderPlaced in ";

        assertThatVerdict(of(story.drained())).isInvalid(split + "t-2");
        assertThatVerdict(of(again.drained())).isInvalid(split + "t-9");
    }

    @Test
    void two_versions_may_share_a_transaction_each_with_its_event() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .add(new Committed(
                        2,
                        "t-1",
                        "order:o-1",
                        2,
                        "PLACED",
                        "PAID",
                        HistoryBuilder.attributes("r-1", "c-1", HistoryBuilder.TOTAL)))
                .records("order:o-1", 2, "OrderPaid", "t-1");

        assertThatVerdict(of(story.drained())).isValid();
    }

    @Test
    void a_changed_log_is_a_violation() {
        HistoryBuilder story = sound().add(new EventAltered(1, "t-9", "o-1#2", "DELETE"));

        assertThatVerdict(of(story.drained()))
                .isInvalid("event OrderPaid of order o-1 was altered (DELETE), but the log is immutable")
                .isProvenBy("EventAltered", "EventRecorded");
    }

    @Test
    void an_acknowledged_version_must_have_been_committed() {
        HistoryBuilder story =
                history().sends("PLACE", "order:o-1", "place/1").answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED");

        assertThatVerdict(of(story.drained()))
                .isInvalid("order o-1 was acknowledged as version 1 (PLACED), which was never committed");
    }

    @Test
    void a_missing_commit_proves_nothing_in_a_history_cut_short() {
        assertThatVerdict(of(history()
                        .sends("PLACE", "order:o-1", "place/1")
                        .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")))
                .isUnknown("cut short");
    }

    @Test
    void an_acknowledged_status_must_be_the_committed_one() {
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PAID");

        assertThatVerdict(of(story))
                .isInvalid("order o-1 was acknowledged as version 1 (PAID), which was never committed");
    }

    @Test
    void an_acknowledgement_before_the_commit_is_a_violation_although_the_commit_follows() {
        // answered at 2 ms, committed at 3 ms, and the clocks agree within 1 µs
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .commits("order:o-1", "PLACED");

        assertThatVerdict(of(story))
                .isInvalid("version 1 (PLACED) of order o-1 was acknowledged 1.0 ms before it was committed")
                .isProvenBy("OperationAnswered", "Committed");
    }

    @Test
    void an_acknowledgement_within_the_clocks_uncertainty_is_none() {
        // the commit is stamped 1 ms after the answer, but two neighbouring pairs disagree by 2 ms
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .commits("order:o-1", "PLACED")
                .add(ClockUncertaintyTest.pair(0, 0, 0))
                .add(ClockUncertaintyTest.pair(100, 2_000, 0));

        assertThatVerdict(of(story.drained())).isValid();
    }

    @Test
    void indeterminate_operations_are_resolved_from_the_store() {
        // one lost answer, and its order is there; one send without any answer, and its order is not
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.INDETERMINATE, 0, null)
                .sends("PLACE", "order:o-2", "place/2");

        assertThatVerdict(of(story.drained()))
                .isValid()
                .summarises("1 versions = 1 events, 0 of 2 unanswered operations undecided");
    }

    @Test
    void without_any_commit_it_is_not_exercised() {
        assertThatVerdict(of(history().drained())).isNotExercised();
    }

    @Test
    void an_indeterminate_operation_without_a_commit_stays_so_in_a_history_cut_short() {
        // o-1 is there and o-2 is not; o-3 is cancelled and o-4 is not
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .sends("PLACE", "order:o-2", "place/2")
                .commits("order:o-1", "PLACED")
                .commits("order:o-3", "PLACED")
                .commits("order:o-4", "PLACED")
                .cancels("order:o-3", Outcome.INDETERMINATE)
                .sends("CANCEL", "order:o-4", "cancel/4");

        assertThatVerdict(of(story))
                .isUnknown("cut short")
                .summarises("4 versions = 4 events, 2 of 4 unanswered operations undecided");
    }

    @Test
    void an_altered_event_that_nobody_recorded_goes_by_its_short_id() {
        HistoryBuilder story = sound().add(new EventAltered(1, "t-9", "0123456789", "UPDATE"));

        assertThatVerdict(of(story.drained()))
                .isInvalid("event 01234567 was altered (UPDATE), but the log is immutable");
    }

    @Test
    void answers_are_counted_and_a_final_answer_is_not_indeterminate() {
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .sends("PLACE", "order:o-2", "place/2")
                .answers("place/2", Outcome.REFUSED, 0, null);

        assertThatVerdict(of(story.drained()))
                .isValid()
                .summarises("1 versions = 1 events, 0 of 0 unanswered operations undecided")
                .checked("acknowledgements", 1)
                .checked("refusals", 1);
    }

    @Test
    void what_event_an_illegal_transition_would_require_nobody_knows() {
        assertThatVerdict(
                        of(history().commits("order:o-1", "PLACED", "DELIVERED").drained()))
                .isValid()
                .summarises("2 versions ≠ 1 events, 0 of 0 unanswered operations undecided");
    }
}
