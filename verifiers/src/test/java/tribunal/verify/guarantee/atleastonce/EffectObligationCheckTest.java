package tribunal.verify.guarantee.atleastonce;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DeliveryId;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

class EffectObligationCheckTest {
    private static final DeliveryId NOTIFY = delivery("order:o-1", 1, "NotifyCustomer");
    private static final DeliveryId BOARD = delivery("order:o-1", 1, "ProjectRestaurantBoard");
    private static final String UNCHARGED =
            "OrderPlaced of order o-1 for ChargePayment is done, but its charge was never applied";
    private static final String UNNOTIFIED =
            "OrderPlaced of order o-1 for NotifyCustomer is done, but its notify was never applied";

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("at-least-once");
    }

    /** What is charged is up to the test. */
    private static HistoryBuilder placed() {
        return history().declared().commits("order:o-1", "PLACED").notifies("order:o-1", "PLACED", true);
    }

    private static Verdict charging(HistoryBuilder story) {
        return judged(story.deliversTheRest("order:o-1").drained());
    }

    @Test
    void what_is_done_has_its_effects_applied() {
        assertThatVerdict(charging(placed().applies("charge", "order:o-1", TOTAL)))
                .isNotExercised()
                .checked("effects", 2);
        assertThatVerdict(charging(placed())).isInvalid(UNCHARGED).isProvenBy("AttemptEnded");
        assertThatVerdict(charging(placed().applies("approve", "order:o-1", 0))).isInvalid(UNCHARGED);
        assertThatVerdict(judged(placed().deliversTheRest("order:o-1"))).isUnknown("cut short");
    }

    @Test
    void a_repeated_answer_and_an_application_after_the_end_are_none() {
        assertThatVerdict(charging(placed().asks("charge", "order:o-1", "charge:o-1", TOTAL)))
                .isInvalid(UNCHARGED);
        assertThatVerdict(judged(placed().deliversTheRest("order:o-1")
                        .applies("charge", "order:o-1", TOTAL)
                        .drained()))
                .isInvalid(UNCHARGED)
                .isProvenBy("AttemptEnded", "EffectRequested", "EffectApplied");
    }

    @Test
    void a_refusal_decides_and_so_does_that_none_was_free() {
        assertThatVerdict(charging(placed().refuses("charge", "order:o-1"))).isNotExercised();
        HistoryBuilder none = placed().applies("charge", "order:o-1", TOTAL)
                .commits("order:o-1", "PAID", "APPROVED")
                .notifies("order:o-1", "PAID", true)
                .notifies("order:o-1", "APPROVED", true)
                .noneFree("order:o-1");
        assertThatVerdict(charging(none)).isNotExercised();
    }

    @Test
    void an_order_that_had_moved_on_by_another_step_owes_the_effect_no_more() {
        assertThat(sentences(placed().commits("order:o-1", "CANCELLED").delivers(CHARGE)))
                .doesNotContain(UNCHARGED);
        assertThat(sentences(placed().delivers(CHARGE).commits("order:o-1", "CANCELLED")))
                .as("done before the order moved on")
                .contains(UNCHARGED);
        assertThat(sentences(placed().commits("order:o-1", "PAID").delivers(CHARGE)))
                .as("moved on by the charge itself")
                .contains(UNCHARGED);
        assertThat(sentences(placed().commits("order:o-1", "REJECTED").delivers(CHARGE)))
                .as("moved on by the charge's refusal")
                .contains(UNCHARGED);
    }

    private static List<String> sentences(HistoryBuilder story) {
        return judged(story.drained()).violations().stream()
                .map(Violation::sentence)
                .toList();
    }

    @Test
    void a_step_that_rests_on_the_effect_is_no_excuse() {
        HistoryBuilder unassigned = placed().applies("charge", "order:o-1", TOTAL)
                .commits("order:o-1", "PAID", "APPROVED", "REJECTED")
                .delivers(delivery("order:o-1", 3, "AssignCourier"));

        assertThat(sentences(unassigned))
                .contains("OrderApproved of order o-1 for AssignCourier is done, but its assign was never applied");
    }

    @Test
    void closed_is_an_excuse_only_after_an_effect_that_closes_it() {
        assertThatVerdict(charging(placed().applies("refund", "order:o-1", 0).closes("charge", "order:o-1")))
                .isNotExercised();
        assertThatVerdict(charging(placed().applies("release", "order:o-1", 0).closes("charge", "order:o-1")))
                .isInvalid(UNCHARGED);
        assertThatVerdict(charging(placed().refuses("refund", "order:o-1").closes("charge", "order:o-1")))
                .isInvalid(UNCHARGED);
        assertThatVerdict(charging(placed().closes("charge", "order:o-1").applies("refund", "order:o-1", 0)))
                .isInvalid(UNCHARGED);
    }

    @Test
    void what_must_be_applied_always_is_not_done_by_a_refusal() {
        HistoryBuilder story = history()
                .declared()
                .sends("CANCEL", "order:o-1", "cancel/1")
                .commits("order:o-1", "PLACED", "CANCELLED")
                .notifies("order:o-1", "PLACED", true)
                .notifies("order:o-1", "CANCELLED", true)
                .applies("charge", "order:o-1", TOTAL)
                .refuses("refund", "order:o-1");

        assertThatVerdict(charging(story))
                .isInvalid("OrderCancelled of order o-1 for RefundPayment is done, but its refund was never applied");
    }

    @Test
    void what_must_be_applied_always_is_owed_wherever_the_order_has_moved_on_to() {
        HistoryBuilder delivered = history()
                .declared()
                .commits("order:o-1", "PLACED", "CANCELLED", "DELIVERED")
                .delivers(delivery("order:o-1", 2, "RefundPayment"));

        assertThat(sentences(delivered))
                .contains("OrderCancelled of order o-1 for RefundPayment is done, but its refund was never applied");
    }

    private static HistoryBuilder charged() {
        return history().declared().commits("order:o-1", "PLACED").applies("charge", "order:o-1", TOTAL);
    }

    @Test
    void a_notification_has_the_status_that_its_event_describes() {
        assertThatVerdict(charging(charged())).isInvalid(UNNOTIFIED);
        assertThatVerdict(charging(charged().notifies("order:o-1", "PAID", true)))
                .isInvalid(UNNOTIFIED);
        assertThatVerdict(charging(charged().notifies("order:o-1", "PLACED", false)))
                .isInvalid(UNNOTIFIED);
        assertThatVerdict(charging(charged().notifies("order:o-1", "PLACED", true)))
                .isNotExercised();
        HistoryBuilder late = charged().deliversTheRest("order:o-1").notifies("order:o-1", "PLACED", true);
        assertThatVerdict(judged(late.drained())).isInvalid(UNNOTIFIED);
    }

    @Test
    void where_requests_do_not_say_what_they_are_about_an_attempt_must_have_been_under_way() {
        DeliveryId another = delivery("order:o-1", 9, "NotifyCustomer");
        HistoryBuilder within = charged()
                .neverDelivers(NOTIFY)
                .claims(NOTIFY, 1)
                .begins(NOTIFY, 1, 0)
                .appliesFor("notify", "order:o-1", another, 0)
                .ends(NOTIFY, 1, 0, Ending.DONE)
                .settles(NOTIFY, 1, SettleOutcome.DONE);
        HistoryBuilder before = charged().appliesFor("notify", "order:o-1", NOTIFY, 0);
        HistoryBuilder between = charged()
                .neverDelivers(NOTIFY)
                .attempts(NOTIFY, 1, Ending.FAILED)
                .settles(NOTIFY, 1, SettleOutcome.RETRY)
                .appliesFor("notify", "order:o-1", NOTIFY, 0)
                .after(500)
                .attempts(NOTIFY, 2, Ending.DONE)
                .settles(NOTIFY, 2, SettleOutcome.DONE);

        assertThatVerdict(charging(within)).isNotExercised();
        assertThatVerdict(charging(before)).isInvalid(UNNOTIFIED);
        assertThatVerdict(charging(between)).isInvalid(UNNOTIFIED);
    }

    @Test
    void an_event_without_its_version_is_atomicity_s_matter() {
        HistoryBuilder story = history().declared();
        story.records("order:o-1", 1, "OrderPlaced", "t-1").applies("charge", "order:o-1", TOTAL);

        assertThatVerdict(charging(story)).isNotExercised();
    }

    @Test
    void a_delivery_that_is_not_done_owes_nothing() {
        HistoryBuilder story = placed().neverDelivers(CHARGE)
                .attempts(CHARGE, 1, Ending.FAILED)
                .delivers(BOARD);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1")))
                .isUnknown("cut short")
                .checked("effects", 1);
    }

    @Test
    void an_attempt_is_under_way_until_it_ends_itself() {
        // what has ended is attempt 1 before it was redriven, attempt 2, and a copy of attempt 1
        HistoryBuilder story = charged()
                .neverDelivers(NOTIFY)
                .attempts(NOTIFY, 1, Ending.FAILED)
                .claims(NOTIFY, 1)
                .begins(NOTIFY, 1, 0)
                .begins(NOTIFY, 2, 0)
                .ends(NOTIFY, 2, 0, Ending.FAILED)
                .begins(NOTIFY, 1, 1)
                .ends(NOTIFY, 1, 1, Ending.FAILED)
                .appliesFor("notify", "order:o-1", NOTIFY, 0)
                .ends(NOTIFY, 1, 0, Ending.DONE)
                .settles(NOTIFY, 1, SettleOutcome.DONE);

        assertThatVerdict(charging(story)).isValid();
    }
}
