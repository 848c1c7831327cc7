package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import org.junit.jupiter.api.Test;

/** What defects around transactions and functions do to orders and events, each beside the sound app. */
class StateDefectsTest {
    @Test
    void the_last_write_wins_over_a_cancellation() {
        assertThat(statusAfterALateApproval(Stage.sound())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(statusAfterALateApproval(Stage.with("last-write-wins"))).isEqualTo(OrderStatus.APPROVED);
    }

    private static OrderStatus statusAfterALateApproval(Stage stage) {
        Order order = stage.place();
        stage.run("ChargePayment");
        stage.cancel(order.id());
        stage.run("RequestApproval");
        assertThat(stage.store.eventsOf(order.id()))
                .as("what is saved over a newer state tells nobody")
                .containsExactly("OrderPlaced", "OrderPaid", "OrderCancelled");
        return stage.now(order).status();
    }

    @Test
    void the_last_write_wins_when_a_copy_comes_after_later_events() {
        assertThat(statusAfterALateCopy(Stage.sound())).isEqualTo(OrderStatus.APPROVED);
        assertThat(statusAfterALateCopy(Stage.with("last-write-wins"))).isEqualTo(OrderStatus.PAID);
    }

    private static OrderStatus statusAfterALateCopy(Stage stage) {
        Order order = stage.place();
        Delivery charge = stage.run("ChargePayment");
        stage.run("RequestApproval");
        stage.handle(charge);
        return stage.now(order).status();
    }

    @Test
    void where_the_last_write_wins_a_copy_at_once_changes_nothing() {
        Stage stage = Stage.with("last-write-wins");
        Order order = stage.place();
        stage.handle(stage.run("ChargePayment"));
        assertThat(stage.now(order).version()).isEqualTo(2);
    }
}
