package tribunal.verify.guarantee.orderindependence;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType.Transition;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class TransitionRequirementCheckTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("order-independence");
    }

    private static Committed version(HistoryBuilder story, int version, @Nullable String from, String status) {
        return new Committed(
                story.now() + 1,
                "t-9",
                "order:o-1",
                version,
                from,
                status,
                HistoryBuilder.attributes("r-1", "c-1", 2450));
    }

    @Test
    void a_version_that_is_two_above_the_one_before_is_a_violation() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED");

        assertThatVerdict(judged(story.add(version(story, 3, "PLACED", "PAID"))))
                .isInvalid("order o-1 went PLACED → PAID, and its version from 1 to 3")
                .isProvenBy("Committed", "Committed");
    }

    @Test
    void an_order_that_begins_with_its_second_version_is_a_violation() {
        HistoryBuilder story = history();

        assertThatVerdict(judged(story.add(version(story, 2, null, "PLACED"))))
                .isInvalid("order o-1 went nothing → PLACED, and its version from 0 to 2");
    }

    @Test
    void an_order_whose_beginning_is_missing_skips_no_version() {
        HistoryBuilder story = history();

        assertThatVerdict(judged(story.add(version(story, 2, "PLACED", "PAID")).drained()))
                .isNotExercised();
    }

    @Test
    void what_must_have_been_applied_was_applied_before_to_this_order_and_in_this_kind() {
        String groundless = "order o-1 went PLACED → PAID, but no charge had been applied";
        HistoryBuilder placed = history().declared().commits("order:o-1", "PLACED");

        assertThatVerdict(judged(history()
                        .declared()
                        .commits("order:o-1", "PLACED")
                        .applies("charge", "order:o-1", 2450)
                        .commits("order:o-1", "PAID")
                        .drained()))
                .isNotExercised()
                .checked("requirements", 1);
        assertThatVerdict(judged(placed.applies("approve", "order:o-1", 0)
                        .refuses("charge", "order:o-1")
                        .applies("charge", "order:o-2", 2450)
                        .commits("order:o-1", "PAID")
                        .applies("charge", "order:o-1", 2450)
                        .drained()))
                .isInvalid(groundless)
                .isProvenBy("EffectRefused", "EffectRequested", "Committed", "EffectRequested", "EffectApplied");
        assertThatVerdict(judged(history().declared().commits("order:o-1", "PLACED", "PAID")))
                .isUnknown("cut short");
    }

    @Test
    void a_decision_within_epsilon_of_the_commit_may_have_come_before_it() {
        // with no pairs of clocks ε is 1 µs
        for (long late : new long[] {1_000, 1_001}) {
            HistoryBuilder story =
                    history().declared().commits("order:o-1", "PLACED").commits("order:o-1", "PAID");
            long committed = story.now();
            story.at(0).applies("charge", "order:o-1", 2450);
            HistoryBuilder moved = history().declared();
            story.recorded()
                    .entries()
                    .forEach(e -> moved.add(
                            e instanceof tribunal.history.ThirdPartyEntry.EffectApplied a
                                    ? new tribunal.history.ThirdPartyEntry.EffectApplied(
                                            committed + late, a.request(), true, 2450, null)
                                    : e));
            Verdict verdict = judged(moved.at(10).drained());

            if (late > 1_000) {
                assertThatVerdict(verdict).isInvalid("order o-1 went PLACED → PAID, but no charge had been applied");
            } else {
                assertThatVerdict(verdict).isNotExercised();
            }
        }
    }

    @Test
    void a_cancelled_order_was_asked_to_be_cancelled_before() {
        HistoryBuilder late = history()
                .declared()
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED", "CANCELLED")
                .sends("CANCEL", "order:o-1", "cancel/1");
        HistoryBuilder asked = history()
                .declared()
                .commits("order:o-1", "PLACED")
                .sends("CANCEL", "order:o-1", "cancel/1")
                .commits("order:o-1", "CANCELLED");

        assertThatVerdict(judged(late.drained()))
                .isInvalid("order o-1 went PLACED → CANCELLED, but nobody had asked for CANCEL");
        assertThatVerdict(judged(asked.drained())).isNotExercised();
    }

    @Test
    void what_is_fixed_never_changes() {
        HistoryBuilder customer =
                history().declared().commits("order:o-1", "PLACED").sends("CANCEL", "order:o-1", "cancel/1");
        customer.add(new Committed(
                customer.now() + 1,
                "t-9",
                "order:o-1",
                2,
                "PLACED",
                "CANCELLED",
                HistoryBuilder.attributes("r-1", "c-9", 2450)));
        HistoryBuilder total =
                history().declared().commits("order:o-1", "PLACED").sends("CANCEL", "order:o-1", "cancel/1");
        total.add(new Committed(
                total.now() + 1,
                "t-9",
                "order:o-1",
                2,
                "PLACED",
                "CANCELLED",
                HistoryBuilder.attributes("r-1", "c-1", 2550)));

        assertThatVerdict(judged(customer))
                .isInvalid("customer of order o-1 was c-1 in version 1 and c-9 in version 2, but is fixed");
        assertThatVerdict(judged(total))
                .isInvalid("total of order o-1 was 24.50 in version 1 and 25.50 in version 2, but is fixed");
    }

    @Test
    void an_order_rejected_for_want_of_a_courier_had_found_none_free() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED")
                .applies("assign", "order:o-1", 0)
                .commits("order:o-1", "REJECTED");

        assertThat(judged(story.deliversTheRest("order:o-1").drained()).violations())
                .filteredOn(v ->
                        v.sentence().equals("order o-1 went APPROVED → REJECTED, but no assign had found none free"))
                .singleElement()
                .satisfies(v -> assertThat(v.proof())
                        .extracting(entry -> entry.getClass().getSimpleName())
                        .containsExactly("EffectRequested", "EffectApplied", "Committed"));
    }

    @Test
    void a_model_whose_transitions_require_nothing_has_not_declared_it() {
        AppModel model = Foodcourt.with(List.of(new Transition(null, "PLACED", "OrderPlaced", null)));

        assertThat(judged(history().commits("order:o-1", "PLACED").promises(model))
                        .summary())
                .contains("not declared:", "requires");
        assertThat(judged(history().commits("order:o-1", "PLACED")).summary()).doesNotContain("requires");
    }
}
