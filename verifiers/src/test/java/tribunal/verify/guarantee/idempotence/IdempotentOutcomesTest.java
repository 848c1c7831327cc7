package tribunal.verify.guarantee.idempotence;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.DeliveryId;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class IdempotentOutcomesTest {
    private static final DeliveryId NOTIFY = delivery("order:o-1", 1, "NotifyCustomer");

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("idempotent-outcomes");
    }

    /** Placed, charged, cancelled; the refund is up to the test. */
    private static HistoryBuilder cancelledAfterCharge() {
        return history()
                .commits("order:o-1", "PLACED")
                .applies("charge", "order:o-1", TOTAL)
                .cancels("order:o-1", Outcome.ACKNOWLEDGED);
    }

    @Test
    void a_second_run_whose_answer_was_repeated_is_valid() {
        HistoryBuilder story = sound().attempts(CHARGE, 2, Ending.DONE);
        long request = story.requests("charge", "order:o-1", CHARGE);

        // 5 events: NotifyCustomer and ProjectRestaurantBoard for each, 4 that move the order on, and ReleaseCourier:
        // 15
        assertThatVerdict(judged(story.add(new EffectApplied(story.now(), request, false, TOTAL, null))
                        .board(Map.of("DELIVERED", 1L))
                        .drained()))
                .isValid()
                .summarises("1 of 15 deliveries ran more than once, each of 4 effects was applied once")
                .hadOpportunities(1)
                .checked("deliveries", 15)
                .checked("effects", 4)
                .checked("boards", 1)
                .checked("boards recounted", 1)
                .checked("orders at drain", 1);
    }

    @Test
    void when_nothing_ran_twice_it_is_not_exercised() {
        assertThatVerdict(judged(sound().drained())).isNotExercised();
    }

    @Test
    void an_order_charged_twice_is_a_violation_with_both_charges_and_the_fault_of_the_first() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .appliesFor("charge", "order:o-1", CHARGE, TOTAL)
                .meets(CHARGE, 1, "lose-answer")
                .appliesFor("charge", "order:o-1", CHARGE, TOTAL);

        assertThatVerdict(judged(story))
                .isInvalid("order o-1 was charged twice")
                .summarises("1 order charged twice, first: order o-1")
                .isProvenBy("EffectRequested", "EffectApplied", "FateMet", "EffectRequested", "EffectApplied");
    }

    @Test
    void several_orders_are_counted_in_one_line() {
        HistoryBuilder story = history();
        for (int i = 1; i <= 3; i++) {
            story.applies("charge", "order:o-" + i, TOTAL).applies("charge", "order:o-" + i, TOTAL);
        }

        assertThatVerdict(judged(story)).summarises("3 orders charged twice, first: order o-1");
    }

    @Test
    void an_event_is_notified_of_once_and_another_event_once_again() {
        HistoryBuilder twice =
                sound().appliesFor("notify", "order:o-1", NOTIFY, 0).appliesFor("notify", "order:o-1", NOTIFY, 0);
        HistoryBuilder each = sound().attempts(NOTIFY, 2, Ending.DONE)
                .appliesFor("notify", "order:o-1", NOTIFY, 0)
                .appliesFor("notify", "order:o-1", delivery("order:o-1", 2, "NotifyCustomer"), 0);

        assertThatVerdict(judged(twice.drained())).isInvalid("order o-1 was notified of OrderPlaced twice");
        assertThatVerdict(judged(each.drained())).isValid();
    }

    @Test
    void notifications_are_counted_by_event_and_those_that_name_none_are_each_of_another() {
        HistoryBuilder twice = sound().appliesFor("notify", "order:o-1", NOTIFY, 0)
                .appliesFor("notify", "order:o-1", NOTIFY, 0)
                .appliesFor("notify", "order:o-1", delivery("order:o-1", 2, "NotifyCustomer"), 0);
        HistoryBuilder unnamed = sound().applies("notify", "order:o-1", 0).applies("notify", "order:o-1", 0);
        DeliveryId eventless = new DeliveryId("", "NotifyCustomer");
        HistoryBuilder halfNamed =
                sound().appliesFor("notify", "order:o-1", eventless, 0).appliesFor("notify", "order:o-1", eventless, 0);

        assertThatVerdict(judged(twice.drained())).isInvalid("order o-1 was notified of OrderPlaced twice");
        assertThatVerdict(judged(unnamed.drained())).isNotExercised();
        assertThatVerdict(judged(halfNamed.drained())).isNotExercised();
    }

    @Test
    void only_first_applications_of_what_the_model_knows_are_counted_beside_a_repetition() {
        HistoryBuilder story = sound().applies("charge", "order:o-1", TOTAL)
                .applies("gift", "order:o-1", 0)
                .applies("gift", "order:o-1", 0);
        long request = story.requests("charge", "order:o-1", null);

        assertThatVerdict(judged(story.add(new EffectApplied(story.now(), request, false, TOTAL, null))
                        .drained()))
                .isInvalid("order o-1 was charged twice");
    }

    @Test
    void more_refunded_than_charged_is_a_violation_at_that_moment() {
        HistoryBuilder story = history().applies("charge", "order:o-1", 1000).applies("refund", "order:o-1", 1250);

        assertThatVerdict(judged(story)).isInvalid("order o-1 was refunded 2.50 more than it was charged");
        assertThatVerdict(judged(history().applies("refund", "order:o-1", 1250)))
                .isUnknown("cut short");
    }

    @Test
    void a_refund_without_any_charge_is_a_violation_of_a_whole_history() {
        assertThatVerdict(judged(history().applies("refund", "order:o-1", 1250).drained()))
                .isInvalid("order o-1 was refunded 12.50 more than it was charged");
    }

    @Test
    void what_counts_is_when_money_moved_and_not_when_that_was_asked_for() {
        HistoryBuilder chargedFirst = history();
        long refund = chargedFirst.requests("refund", "order:o-1", null);
        long charge = chargedFirst.requests("charge", "order:o-1", null);
        chargedFirst
                .add(new EffectApplied(chargedFirst.now(), charge, true, 1000, null))
                .add(new EffectApplied(chargedFirst.now() + 1, refund, true, 1000, null));
        HistoryBuilder refundedFirst = history();
        charge = refundedFirst.requests("charge", "order:o-1", null);
        refund = refundedFirst.requests("refund", "order:o-1", null);
        refundedFirst
                .add(new EffectApplied(refundedFirst.now(), refund, true, 1000, null))
                .add(new EffectApplied(refundedFirst.now() + 1, charge, true, 1000, null));

        assertThatVerdict(judged(chargedFirst.drained())).isNotExercised();
        assertThatVerdict(judged(refundedFirst.drained()))
                .isInvalid("order o-1 was refunded 10.00 more than it was charged");
    }

    @Test
    void the_proof_of_money_is_what_moved_money() {
        HistoryBuilder story = history()
                .applies("charge", "order:o-1", 1000)
                .applies("assign", "order:o-1", 0)
                .applies("refund", "order:o-1", 1250);

        assertThatVerdict(judged(story))
                .isInvalid("order o-1 was refunded 2.50 more than it was charged")
                .isProvenBy("EffectRequested", "EffectApplied", "EffectRequested", "EffectApplied");
    }

    @Test
    void a_delivered_order_was_charged_its_total() {
        HistoryBuilder story = history()
                .applies("charge", "order:o-1", TOTAL - 1)
                .commits("order:o-1", "PLACED", "PAID", "APPROVED", "COURIER_ASSIGNED", "DELIVERED")
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained()))
                .isInvalid("order o-1 ended DELIVERED, charged 24.49 of 24.50, refunded 0.00");
    }

    @Test
    void a_cancelled_order_has_its_money_back() {
        assertThatVerdict(judged(
                        cancelledAfterCharge().deliversTheRest("order:o-1").drained()))
                .isInvalid("order o-1 ended CANCELLED, charged 24.50 of 24.50, refunded 0.00");
        assertThatVerdict(judged(cancelledAfterCharge()
                        .applies("refund", "order:o-1", TOTAL)
                        .commits("order:o-1", "REFUNDED")
                        .deliversTheRest("order:o-1")
                        .attempts(CHARGE, 2, Ending.DONE)
                        .drained()))
                .isValid();
    }

    @Test
    void what_is_outstanding_is_not_judged_here() {
        HistoryBuilder story = cancelledAfterCharge()
                .neverDelivers(delivery("order:o-1", 2, "RefundPayment"))
                .deliversTheRest("order:o-1")
                .attempts(CHARGE, 2, Ending.DONE);

        assertThatVerdict(judged(story.notDrained())).isValid();
    }

    @Test
    void an_order_that_rests_in_no_final_state_is_stuck() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED", "PAID").deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained())).isInvalid("order o-1 is stuck in PAID with nothing outstanding");
        assertThatVerdict(
                        judged(history().commits("order:o-1", "PLACED", "PAID").deliversTheRest("order:o-1")))
                .isUnknown("cut short");
    }

    @Test
    void a_courier_is_not_held_by_an_order_that_is_over() {
        HistoryBuilder story = history()
                .applies("charge", "order:o-1", TOTAL)
                .applies("assign", "order:o-1", 0)
                .commits("order:o-1", "PLACED", "PAID", "APPROVED", "COURIER_ASSIGNED", "DELIVERED")
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained()))
                .isInvalid("order o-1 is DELIVERED, but still holds courier courier-1");
    }

    @Test
    void two_couriers_are_one_too_many() {
        assertThatVerdict(judged(history().applies("assign", "order:o-1", 0).applies("assign", "order:o-1", 0)))
                .isInvalid("order o-1 was assigned a courier twice");
    }

    @Test
    void a_board_equals_a_recount_and_may_leave_out_zeros() {
        HistoryBuilder wrong = sound().board(Map.of("DELIVERED", 2L, "PLACED", 0L));
        HistoryBuilder right = sound().attempts(CHARGE, 2, Ending.DONE).board(Map.of("DELIVERED", 1L, "PLACED", 0L));

        assertThatVerdict(judged(wrong.drained()))
                .isInvalid("the board of restaurant r-1 shows {DELIVERED=2}, but its orders are {DELIVERED=1}")
                .isProvenBy("Committed", "ViewRead");
        assertThatVerdict(judged(right.drained())).isValid();
        assertThatVerdict(judged(sound().board(Map.of("DELIVERED", 2L)))).isUnknown("cut short");
    }

    @Test
    void a_board_is_not_judged_while_one_of_its_orders_has_something_outstanding() {
        HistoryBuilder story = sound().attempts(CHARGE, 2, Ending.DONE)
                .commits("order:o-2", "PLACED")
                .board(Map.of("DELIVERED", 1L));

        assertThatVerdict(judged(story.notDrained())).isValid();
    }

    @Test
    void an_order_whose_last_version_is_missing_is_not_called_stuck_as_well() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED").deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.records("order:o-1", 2, "OrderPaid", "t-9")
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isNotExercised();
        assertThatVerdict(judged(history()
                        .commits("order:o-1", "PLACED")
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("order o-1 is stuck in PLACED with nothing outstanding");
    }

    @Test
    void an_order_refunded_twice_or_thrice_is_convicted_of_that_alone() {
        HistoryBuilder twice =
                cancelledAfterCharge().applies("refund", "order:o-1", TOTAL).applies("refund", "order:o-1", TOTAL);
        HistoryBuilder thrice = sound().applies("charge", "order:o-1", TOTAL).applies("charge", "order:o-1", TOTAL);

        assertThatVerdict(judged(twice.commits("order:o-1", "REFUNDED")
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("order o-1 was refunded twice");
        assertThatVerdict(judged(thrice.drained())).isInvalid("order o-1 was charged 3 times");
        assertThatVerdict(judged(history()
                        .applies("charge", "order:o-2", 1000)
                        .applies("charge", "order:o-2", 1000)
                        .applies("refund", "order:o-2", TOTAL)))
                .isInvalid("order o-2 was charged twice");
    }

    @Test
    void an_order_assigned_twice_is_not_reported_for_the_courier_that_it_holds_as_well() {
        HistoryBuilder story = sound();
        long request = story.requests("assign", "order:o-1", null);
        story.add(new EffectApplied(story.now(), request, true, 0, "courier-2"));

        assertThatVerdict(judged(story.drained())).isInvalid("order o-1 was assigned a courier twice");
    }

    @Test
    void an_order_that_is_stuck_on_its_way_holds_its_courier_rightly() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "PAID", "APPROVED")
                .applies("assign", "order:o-1", 0)
                .commits("order:o-1", "COURIER_ASSIGNED")
                .deliversTheRest("order:o-1");

        assertThatVerdict(judged(story.drained()))
                .isInvalid("order o-1 is stuck in COURIER_ASSIGNED with nothing outstanding");
    }

    @Test
    void an_assignment_that_names_no_courier_holds_none() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .applies("charge", "order:o-1", TOTAL)
                .commits("order:o-1", "PAID", "APPROVED", "COURIER_ASSIGNED", "DELIVERED")
                .deliversTheRest("order:o-1");
        long request = story.requests("assign", "order:o-1", null);

        assertThatVerdict(judged(story.add(new EffectApplied(story.now(), request, true, 0, null))
                        .drained()))
                .isNotExercised();
    }

    @Test
    void a_delivered_order_has_nothing_of_its_money_back() {
        assertThatVerdict(judged(sound().applies("refund", "order:o-1", 50).drained()))
                .isInvalid("order o-1 ended DELIVERED, charged 24.50 of 24.50, refunded 0.50");
    }

    @Test
    void effects_that_the_model_does_not_know_may_be_repeated() {
        assertThatVerdict(judged(sound().applies("gift", "order:o-1", 0)
                        .applies("gift", "order:o-1", 0)
                        .drained()))
                .isNotExercised();
    }

    @Test
    void a_wrong_board_is_proven_by_orders_in_the_statuses_that_differ() {
        // 25 orders are DELIVERED and one is REJECTED, as the board says of that one
        HistoryBuilder story = history();
        for (int n = 10; n < 35; n++) {
            story.lives("order:o-" + n);
        }
        story.commits("order:o-0", "PLACED").refuses("charge", "order:o-0");
        story.commits("order:o-0", "REJECTED")
                .deliversTheRest("order:o-0")
                .board(Map.of("DELIVERED", 24L, "REJECTED", 1L));
        Verdict verdict = judged(story.drained());

        assertThatVerdict(verdict)
                .isInvalid("the board of restaurant r-1 shows {DELIVERED=24, REJECTED=1}, but its orders are "
                        + "{DELIVERED=25, REJECTED=1}");
        assertThat(verdict.violations().getFirst().proof())
                .filteredOn(entry -> entry instanceof Committed)
                .extracting(entry -> ((Committed) entry).entity())
                .hasSize(20)
                .startsWith("order:o-10")
                .endsWith("order:o-29");
    }

    @Test
    void a_board_of_a_restaurant_without_orders_is_empty() {
        HistoryBuilder story = sound().board(Map.of("DELIVERED", 1L))
                .add(new ViewRead(5, "board", "r-2", 1, new TreeMap<>(Map.of("PLACED", 1L))));

        assertThatVerdict(judged(story.drained()))
                .isInvalid("the board of restaurant r-2 shows {PLACED=1}, but its orders are {}");
    }
}
