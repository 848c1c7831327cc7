package tribunal.verify.guarantee.idempotence;

import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class RequestKeyCheckTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("idempotent-outcomes");
    }

    private static HistoryBuilder placed() {
        return history().declared().commits("order:o-1", "PLACED");
    }

    @Test
    void requests_without_keys_are_compared_with_none() {
        assertThatVerdict(judged(
                        placed().asks("charge", "order:o-1", null, TOTAL).asks("charge", "order:o-1", null, TOTAL)))
                .isUnknown("cut short");
        assertThatVerdict(judged(
                        placed().asks("charge", "order:o-1", "k", TOTAL).asks("charge", "order:o-1", null, TOTAL)))
                .isUnknown("cut short");
        assertThatVerdict(judged(
                        placed().asks("charge", "order:o-1", null, TOTAL).asks("charge", "order:o-1", "k", TOTAL)))
                .isUnknown("cut short");
    }

    @Test
    void a_request_for_another_amount_than_the_model_s_is_a_violation() {
        assertThatVerdict(judged(
                        placed().asks("charge", "order:o-1", "k", TOTAL).asks("charge", "order:o-1", "k", TOTAL / 2)))
                .isInvalid("charge of order o-1 was asked for over 12.25, but its total is 24.50");
        assertThatVerdict(judged(history().declared().asks("charge", "order:o-1", "k", 1)))
                .isUnknown("cut short");
    }

    @Test
    void one_key_is_for_one_amount() {
        assertThatVerdict(
                        judged(placed().asks("approve", "order:o-1", "k", 100).asks("approve", "order:o-1", "k", 200)))
                .isInvalid(
                        "approve and approve of order o-1 were asked for with one key, once over 1.00 and once over 2.00");
        assertThatVerdict(
                        judged(placed().asks("approve", "order:o-1", "k", 100).asks("approve", "order:o-1", "k", 100)))
                .isUnknown("cut short");
    }

    @Test
    void one_unit_has_one_key() {
        assertThatVerdict(judged(placed().asks("approve", "order:o-1", "k", 0).asks("approve", "order:o-1", "l", 0)))
                .isInvalid("approve and approve of order o-1 were asked for with two keys for one effect");
    }

    @Test
    void two_kinds_share_a_key_only_if_one_closes_the_other() {
        assertThatVerdict(
                        judged(placed().asks("charge", "order:o-1", "k", TOTAL).asks("approve", "order:o-1", "k", 0)))
                .isInvalid("charge and approve of order o-1 were asked for with one key for both");
        assertThatVerdict(judged(placed().asks("gift", "order:o-1", "k", TOTAL).asks("approve", "order:o-1", "k", 0)))
                .isInvalid("gift and approve of order o-1 were asked for with one key for both");
        assertThatVerdict(
                        judged(placed().asks("charge", "order:o-1", "k", TOTAL).asks("refund", "order:o-1", "k", 0)))
                .isUnknown("cut short");
        assertThatVerdict(judged(placed().asks("refund", "order:o-1", "k", 0).asks("charge", "order:o-1", "k", TOTAL)))
                .isUnknown("cut short");
    }

    private static HistoryBuilder notified(
            String key, @Nullable String subject, String otherKey, @Nullable String other) {
        HistoryBuilder story = placed();
        return story.add(new EffectRequested(story.now() + 1, 1, key, "notify", "order:o-1", null, 0, subject))
                .add(new EffectRequested(story.now() + 2, 2, otherKey, "notify", "order:o-1", null, 0, other));
    }

    @Test
    void two_events_have_two_keys_and_one_has_one_where_requests_say_what_they_are_about() {
        assertThatVerdict(judged(notified("k", "PLACED", "k", "PAID")))
                .isInvalid("notify (PLACED) and notify (PAID) of order o-1 were asked for with one key for both");
        assertThatVerdict(judged(notified("k", "PLACED", "l", "PLACED")))
                .isInvalid(
                        "notify (PLACED) and notify (PLACED) of order o-1 were asked for with two keys for one effect");
        assertThatVerdict(judged(notified("k", "PLACED", "l", "PAID"))).isUnknown("cut short");
        assertThatVerdict(judged(notified("k", "PLACED", "k", null))).isUnknown("cut short");
        assertThatVerdict(judged(notified("k", null, "k", "PLACED"))).isUnknown("cut short");
        assertThatVerdict(judged(notified("k", null, "l", "PLACED"))).isUnknown("cut short");
    }

    @Test
    void a_notification_is_unique_by_what_it_is_about() {
        assertThatVerdict(judged(placed().notifies("order:o-1", "PLACED", true).notifies("order:o-1", "PLACED", true)))
                .isInvalid("order o-1 was notified of PLACED twice");
    }

    /** The refund was given, and the order stayed as it was. */
    @Test
    void an_order_may_rest_only_where_its_condition_holds() {
        String rests = "order o-1 rests in CANCELLED, but its refund was applied";

        assertThatVerdict(judged(cancelled()
                        .applies("charge", "order:o-1", TOTAL)
                        .applies("refund", "order:o-1", TOTAL)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid(rests)
                .isProvenBy("Committed", "EffectApplied");
        assertThatVerdict(judged(cancelled()
                        .applies("refund", "order:o-1", 0)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isNotExercised();
        // of a kind without an amount any application counts
        assertThatVerdict(judged(placed().refuses("charge", "order:o-1")
                        .commits("order:o-1", "REJECTED")
                        .applies("assign", "order:o-1", 0)
                        .applies("release", "order:o-1", 0)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("order o-1 rests in REJECTED, but its assign was applied");
    }

    private static HistoryBuilder cancelled() {
        return placed().cancels("order:o-1", Outcome.ACKNOWLEDGED);
    }
}
