package tribunal.verify.guarantee.idempotence;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

/** The part of idempotent-outcomes that is what orders are in the end: whose end is judged, and who holds a courier. */
class FinalStateCheckTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("idempotent-outcomes");
    }

    @Test
    void an_order_that_was_never_committed_has_no_end() {
        HistoryBuilder story = sound().sends("PLACE", "order:o-2", "place/2");

        assertThatVerdict(judged(story.drained())).isNotExercised().checked("orders at drain", 1);
    }

    @Test
    void an_order_that_lacks_a_version_or_an_event_is_not_called_stuck_as_well() {
        HistoryBuilder version = history()
                .commits("order:o-1", "PLACED")
                .add(new Committed(
                        2 * HistoryBuilder.MS,
                        "t-9",
                        "order:o-1",
                        3,
                        "PAID",
                        "APPROVED",
                        HistoryBuilder.attributes("r-1", "c-1", TOTAL)))
                .records("order:o-1", 3, "OrderApproved", "t-9")
                .deliversTheRest("order:o-1");
        HistoryBuilder event = history()
                .commits("order:o-1", "PLACED")
                .commitsWithoutEvent("order:o-1", "PAID")
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(version.drained())).isNotExercised();
        assertThatVerdict(judged(event.drained())).isNotExercised();
    }

    @Test
    void an_order_with_a_dead_letter_is_not_called_stuck_as_well() {
        HistoryBuilder story = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 3)
                .commits("order:o-1", "PLACED")
                .givesUp(CHARGE, 3)
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void the_release_of_another_courier_frees_none() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .applies("charge", "order:o-1", TOTAL)
                .applies("assign", "order:o-1", 0)
                .commits("order:o-1", "PAID", "APPROVED", "COURIER_ASSIGNED", "DELIVERED")
                .deliversTheRest("order:o-1");
        long request = story.requests("release", "order:o-1", null);

        assertThatVerdict(judged(story.add(new EffectApplied(story.now(), request, true, 0, "courier-2"))
                        .drained()))
                .isInvalid("order o-1 is DELIVERED, but still holds courier courier-1")
                .isProvenBy("EffectRequested", "EffectApplied", "Committed", "EffectRequested");
    }

    @Test
    void an_event_counts_for_its_own_version_and_of_its_own_type_alone() {
        // version 1 has no event, version 2 has that of version 1; the last step is illegal and requires none
        HistoryBuilder story = history()
                .commitsWithoutEvent("order:o-1", "PLACED")
                .commitsWithoutEvent("order:o-1", "PAID")
                .records("order:o-1", 2, "OrderPlaced", "t-2")
                .commits("order:o-1", "DELIVERED");

        assertThatVerdict(story.verdict("at-least-once")).checked("never recorded", 2);
    }

    @Test
    void an_effect_without_an_amount_may_not_have_been_applied_to_what_rests_unless_it_was() {
        HistoryBuilder story = history()
                .declared()
                .commits("order:o-1", "PLACED", "REJECTED")
                .refuses("charge", "order:o-1")
                .applies("assign", "order:o-1", 0)
                .applies("release", "order:o-1", 0);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1").drained()))
                .isInvalid("order o-1 rests in REJECTED, but its assign was applied")
                .isProvenBy("Committed", "EffectApplied");
    }
}
