package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What defects around third parties break, each beside the sound app. */
class EffectDefectsTest {
    @Test
    void who_checks_and_then_acts_charges_twice_if_both_see_not_yet() {
        assertThat(chargesOfTwoAtOnce(Stage.sound())).isEqualTo(1);
        assertThat(chargesOfTwoAtOnce(Stage.with("check-then-act"))).isEqualTo(2);
    }

    /** The second copy asks while the first has asked and not written yet: the order is still placed. */
    private static long chargesOfTwoAtOnce(Stage stage) {
        stage.place();
        Delivery delivery = stage.next("ChargePayment");
        ask(stage, delivery);
        ask(stage, delivery);
        return effects(stage);
    }

    private static void ask(Stage stage, Delivery delivery) {
        String key = "charge:" + delivery.event().order().id();
        stage.ports
                .thirdParties()
                .request(new ThirdPartyRequest(
                        Kind.CHARGE, key, delivery.event().order().id(), delivery.id(), 1900, Optional.empty()));
    }

    /** What third parties do once for each key, and each time without one. */
    private static long effects(Stage stage) {
        long keyless =
                stage.asked(Kind.CHARGE).stream().filter(r -> r.key().isEmpty()).count();
        long keyed = stage.asked(Kind.CHARGE).stream()
                .map(ThirdPartyRequest::key)
                .filter(key -> !key.isEmpty())
                .distinct()
                .count();
        return keyless + keyed;
    }

    @Test
    void who_checks_and_then_acts_is_not_harmed_by_one_copy_after_the_other() {
        assertThat(chargesOfTwoRuns(Stage.with("check-then-act"))).isEqualTo(1);
    }

    @Test
    void without_deduplication_a_second_run_charges_again() {
        assertThat(chargesOfTwoRuns(Stage.sound())).isEqualTo(1);
        assertThat(chargesOfTwoRuns(Stage.with("no-deduplication"))).isEqualTo(2);
    }

    /** One after the other, as when the answer to the first was lost. */
    private static long chargesOfTwoRuns(Stage stage) {
        stage.place();
        Delivery delivery = stage.next("ChargePayment");
        stage.handle(delivery);
        stage.handle(delivery);
        return effects(stage);
    }

    @Test
    void with_a_random_key_each_attempt_is_another_request_to_the_restaurant() {
        assertThat(keysOfTwoApprovals(Stage.sound())).isEqualTo(1);
        assertThat(keysOfTwoApprovals(Stage.with("random-effect-key"))).isEqualTo(2);
    }

    private static long keysOfTwoApprovals(Stage stage) {
        stage.place();
        stage.run("ChargePayment");
        Delivery approval = stage.next("RequestApproval");
        stage.handle(approval);
        stage.handle(approval);
        return stage.asked(Kind.APPROVE).stream()
                .map(ThirdPartyRequest::key)
                .distinct()
                .count();
    }

    @Test
    void who_assumes_order_gives_nothing_back_for_what_was_cancelled_before_it_was_paid() {
        assertThat(refundsOfAnUnpaidOrder(Stage.sound())).isEqualTo(1);
        assertThat(refundsOfAnUnpaidOrder(Stage.with("assumes-order"))).isZero();
    }

    private static int refundsOfAnUnpaidOrder(Stage stage) {
        stage.cancel(stage.place().id());
        stage.run("RefundPayment");
        return stage.asked(Kind.REFUND).size();
    }

    @Test
    void who_assumes_order_gives_back_what_was_paid_before_it_was_cancelled() {
        Stage stage = Stage.with("assumes-order");
        Order order = stage.place();
        stage.run("ChargePayment");
        stage.cancel(order.id());
        stage.run("RefundPayment");
        assertThat(stage.asked(Kind.REFUND)).hasSize(1);
    }

    @Test
    void a_mark_that_was_set_before_the_work_outlives_the_attempt_that_died() {
        assertThat(statusAfterARetry(Stage.sound())).isEqualTo(OrderStatus.PAID);
        assertThat(statusAfterARetry(Stage.with("deduplicate-outside-transaction")))
                .isEqualTo(OrderStatus.PLACED);
    }

    private static OrderStatus statusAfterARetry(Stage stage) {
        Order order = stage.place();
        Delivery delivery = stage.next("ChargePayment");
        stage.outOfOrder(
                () -> assertThatThrownBy(() -> stage.handle(delivery)).isInstanceOf(ThirdPartyException.class));
        stage.handle(delivery);
        return stage.now(order).status();
    }
}
