package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import foodcourt.port.Hint;
import foodcourt.port.ReadModels;
import foodcourt.updates.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What defects around subscriptions show their subscribers, each beside the sound app. */
class UpdateDefectsTest {
    @Test
    void an_update_before_the_commit_shows_what_is_rolled_back_after() {
        assertThat(hintsOfARollback(Stage.sound())).isEmpty();
        assertThat(hintsOfARollback(Stage.with("update-before-commit")))
                .singleElement()
                .isInstanceOf(Hint.OrderChanged.class);
    }

    private static List<Hint> hintsOfARollback(Stage stage) {
        Order paid = stage.place().become(OrderStatus.PAID);
        stage.hints.clear();
        assertThatThrownBy(() -> stage.ports.transactions().transact(tx -> {
                    tx.append(Event.of(paid, OrderStatus.PLACED), List.of());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        return stage.hints;
    }

    @Test
    void a_returning_subscriber_gets_no_present_state_but_later_changes() {
        Stage stage = Stage.with("update-lost-on-reconnect");
        Order order = stage.place();
        ReadModels reads = stage.ports.reads();

        assertThat(stage.sound.reads().order(order.id())).contains(order);
        assertThat(reads.order(order.id())).isEmpty();
        assertThat(reads.ordersOf(order.customer())).isEmpty();
        assertThat(reads.versions(Set.of(order.id()), Set.of(order.customer()))).isEmpty();
        assertThat(reads.orders(Set.of(order.id()))).containsExactly(order);
    }

    @Test
    void frames_that_are_sent_by_a_thread_each_overtake_each_other() {
        assertThat(shownIfTheLastThreadIsFirst(Stage.sound())).containsExactly(1, 2);
        assertThat(shownIfTheLastThreadIsFirst(Stage.with("update-out-of-order")))
                .containsExactly(2, 1);
    }

    private static List<Integer> shownIfTheLastThreadIsFirst(Stage stage) {
        List<Integer> shown = new ArrayList<>();
        Patient threads = new Patient();
        Subscriber<Order> subscriber =
                stage.defect.subscriber(order -> shown.add(order.version()), stage.sound.withThreads(threads));
        Order order = stage.place();
        subscriber.update(order);
        subscriber.update(order.become(OrderStatus.PAID));
        threads.waiting.reversed().forEach(Runnable::run);
        return shown;
    }

    @Test
    void who_comes_back_is_greeted_with_an_old_state() {
        Stage stage = Stage.with("old-state-on-return");
        Order order = stage.place();
        ReadModels reads = stage.ports.reads();

        assertThat(reads.ordersOf(new CustomerId("bob"))).isEmpty();
        assertThat(reads.ordersOf(order.customer())).containsExactly(order);
        stage.cancel(order.id());
        assertThat(reads.ordersOf(order.customer())).containsExactly(order);
    }

    @Test
    void the_list_of_orders_still_holds_those_of_the_customer_before() {
        Stage stage = Stage.with("orders-of-others-shown");
        Order order = stage.place();
        ReadModels reads = stage.ports.reads();

        assertThat(reads.ordersOf(order.customer())).containsExactly(order);
        assertThat(reads.ordersOf(new CustomerId("bob"))).containsExactly(order);
        assertThat(reads.ordersOf(new CustomerId("bob"))).isEmpty();
    }

    @Test
    void everybody_is_shown_the_board_that_changed_last() {
        Stage stage = Stage.with("board-of-another");
        RestaurantId bistro = new RestaurantId("bistro");

        assertThat(stage.ports.reads().board(bistro).restaurant()).isEqualTo(bistro);
        Order order = stage.place();
        stage.run("ProjectRestaurantBoard");
        assertThat(stage.ports.reads().board(bistro).restaurant()).isEqualTo(order.restaurant());
    }

    @Test
    void boards_show_twice_as_many_orders() {
        Stage stage = Stage.with("board-counts-doubled");
        Order order = stage.place();
        stage.run("ProjectRestaurantBoard");

        assertThat(stage.ports.reads().board(order.restaurant()).counts()).containsEntry(OrderStatus.PLACED, 2L);
        assertThat(stage.ports.reads().boardRevisions(Set.of(order.restaurant())))
                .containsEntry(order.restaurant(), 1L);
        assertThat(stage.ports.reads().deadLetters(1)).isEmpty();
    }

    private static List<Order> shown(String defect) {
        Stage stage = Stage.with(defect);
        List<Order> shown = new ArrayList<>();
        Subscriber<Order> subscriber = stage.defect.subscriber(shown::add, stage.sound);
        Order order = stage.place();
        subscriber.update(order);
        subscriber.update(order.become(OrderStatus.PAID));
        subscriber.update(order.become(OrderStatus.REJECTED));
        return shown;
    }

    @Test
    void updates_are_sent_three_times_or_not_any_more_or_without_their_total() {
        assertThat(shown("update-repeated")).hasSize(9);
        assertThat(shown("subscription-falls-silent")).hasSize(2);
        assertThat(shown("update-with-wrong-total")).hasSize(3).allMatch(order -> order.totalCents() == 0);
    }
}
