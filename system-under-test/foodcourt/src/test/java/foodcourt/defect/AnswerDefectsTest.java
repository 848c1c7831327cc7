package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Accepted;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.CommandResult.Refused;
import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers of defects to customers, each compared with the sound app. */
class AnswerDefectsTest {
    private static final OrderItem PIZZA = new OrderItem("pizza", 2, 950);

    private static PlaceOrder request(String customer, OrderItem... items) {
        return new PlaceOrder(
                new CustomerId(customer), new RequestId("r1"), new RestaurantId("trattoria"), List.of(items));
    }

    private static CancelOrder cancel(Order order, String request) {
        return new CancelOrder(order.customer(), new RequestId(request), order.id());
    }

    private static Order accepted(CommandResult decision) {
        return ((Accepted) decision).order();
    }

    private static OrderStatus answeredToACancel(Stage stage) {
        Order order = stage.place();
        return accepted(stage.app.orders().cancel(cancel(order, "c1"))).status();
    }

    @Test
    void who_cancels_is_answered_with_the_order_as_it_was() {
        assertThat(answeredToACancel(Stage.sound())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answeredToACancel(Stage.with("answer-before-effect"))).isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void an_order_that_nobody_placed_is_still_unknown() {
        Stage stage = Stage.with("answer-before-effect");
        Order never = Order.placed(request("bob", PIZZA));

        assertThat(stage.app.orders().cancel(cancel(never, "c1"))).isEqualTo(new Refused(Reason.UNKNOWN_ORDER));
    }

    @Test
    void a_request_that_comes_again_is_refused() {
        Stage stage = Stage.with("repetition-refused");
        OrderCommands orders = stage.app.orders();
        Order order = accepted(orders.place(request("ann", PIZZA)));

        assertThat(orders.place(request("ann", PIZZA))).isEqualTo(new Refused(Reason.INVALID_ITEMS));
        assertThat(orders.cancel(cancel(order, "c1"))).isInstanceOf(Accepted.class);
        assertThat(orders.cancel(cancel(order, "c1"))).isEqualTo(new Refused(Reason.ALREADY_CANCELLED));
    }

    private static OrderStatus answeredToASecondPlacement(Stage stage) {
        Order order = stage.place();
        stage.app.orders().cancel(cancel(order, "c1"));
        return accepted(stage.app.orders().place(request(order.customer().value(), PIZZA)))
                .status();
    }

    @Test
    void a_placement_that_comes_again_is_answered_with_the_order_as_it_was_placed() {
        assertThat(answeredToASecondPlacement(Stage.sound())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answeredToASecondPlacement(Stage.with("repetition-answered-as-placed")))
                .isEqualTo(OrderStatus.PLACED);
    }

    private static CommandResult cancelledByAnother(Stage stage) {
        Order order = stage.place();
        return stage.app.orders().cancel(new CancelOrder(new CustomerId("mallory"), new RequestId("c9"), order.id()));
    }

    @Test
    void anybody_cancels_anybodys_order() {
        assertThat(cancelledByAnother(Stage.sound())).isEqualTo(new Refused(Reason.UNKNOWN_ORDER));
        assertThat(cancelledByAnother(Stage.with("anybody-cancels"))).isInstanceOf(Accepted.class);
    }

    private static CommandResult secondCancel(Stage stage) {
        Order order = stage.place();
        stage.app.orders().cancel(cancel(order, "c1"));
        return stage.app.orders().cancel(cancel(order, "c2"));
    }

    @Test
    void a_second_cancel_is_acknowledged_as_if_it_had_cancelled() {
        assertThat(secondCancel(Stage.sound())).isEqualTo(new Refused(Reason.ALREADY_CANCELLED));
        assertThat(secondCancel(Stage.with("any-cancel-accepted"))).isInstanceOf(Accepted.class);
    }

    @Test
    void a_fee_is_added_to_what_is_stored() {
        assertThat(Stage.sound().place().totalCents()).isEqualTo(1_900);
        Stage stage = Stage.with("total-too-high");
        Order order = stage.place();
        stage.cancel(order.id());

        assertThat(stage.now(order).totalCents()).isEqualTo(2_000);
        assertThat(stage.next("NotifyCustomer").event().order().totalCents()).isEqualTo(2_000);
    }

    @Test
    void who_places_an_order_is_answered_without_its_total() {
        Stage stage = Stage.with("answer-with-wrong-total");

        assertThat(stage.place().totalCents()).isZero();
        assertThat(stage.app.orders().place(request("ann"))).isEqualTo(new Refused(Reason.INVALID_ITEMS));
    }

    @Test
    void an_order_of_two_lines_is_refused() {
        OrderCommands orders = Stage.with("legal-content-refused").app.orders();

        assertThat(orders.place(request("ann", PIZZA, PIZZA))).isEqualTo(new Refused(Reason.INVALID_ITEMS));
        assertThat(orders.place(request("ann", PIZZA))).isInstanceOf(Accepted.class);
    }

    @Test
    void an_order_without_items_is_placed_with_one_of_the_apps_choice() {
        OrderCommands orders = Stage.with("forbidden-content-accepted").app.orders();

        assertThat(accepted(orders.place(request("ann"))).items()).hasSize(1);
        assertThat(accepted(orders.place(request("bob", PIZZA))).items()).containsExactly(PIZZA);
    }

    @Test
    void the_second_customer_with_a_request_id_gets_the_order_of_the_first() {
        OrderCommands orders = Stage.with("request-id-unscoped").app.orders();
        Order first = accepted(orders.place(request("ann", PIZZA)));

        assertThat(accepted(orders.place(request("ann", PIZZA)))).isEqualTo(first);
        assertThat(accepted(orders.place(request("bob", PIZZA)))).isEqualTo(first);
        assertThat(orders.place(request("cid"))).isNotInstanceOf(Refused.class);
    }

    @Test
    void a_request_id_that_was_refused_is_not_kept() {
        OrderCommands orders = Stage.with("request-id-unscoped").app.orders();

        assertThat(orders.place(request("ann"))).isInstanceOf(Refused.class);
        assertThat(accepted(orders.place(request("bob", PIZZA))).customer()).isEqualTo(new CustomerId("bob"));
    }

    @Test
    void a_node_answers_with_the_order_as_it_first_read_it() {
        Stage stage = Stage.with("stale-read");
        Order order = stage.place();

        assertThat(stage.app.reads().order(order.id())).contains(order);
        stage.cancel(order.id());
        assertThat(stage.app.reads().order(order.id())).contains(order);
        assertThat(stage.sound.reads().order(order.id())).isNotEqualTo(java.util.Optional.of(order));
    }
}
