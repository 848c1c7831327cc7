package foodcourt.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.MemoryStore;
import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.StoreException;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
                .as("an overwrite of a newer state writes no event")
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

    @Test
    void a_counter_that_is_not_idempotent_counts_deliveries() {
        assertThat(placedAfterTwoRuns(Stage.sound())).isEqualTo(1);
        assertThat(placedAfterTwoRuns(Stage.with("counter-not-idempotent"))).isEqualTo(2);
    }

    private static long placedAfterTwoRuns(Stage stage) {
        Order order = stage.place();
        stage.handle(stage.run("ProjectRestaurantBoard"));
        return stage.store.board(order.restaurant()).counts().getOrDefault(OrderStatus.PLACED, 0L);
    }

    @Test
    void an_event_written_before_the_commit_outlives_its_change() {
        assertThat(eventsOfAChangeThatFails(Stage.sound())).containsExactly("OrderPlaced", "OrderPaid");
        assertThat(eventsOfAChangeThatFails(Stage.with("event-before-commit")))
                .containsExactly("OrderPlaced", "OrderPaid");
        assertThat(statusOfAChangeThatFails(Stage.sound())).isEqualTo(OrderStatus.PAID);
        assertThat(statusOfAChangeThatFails(Stage.with("event-before-commit"))).isEqualTo(OrderStatus.PLACED);
    }

    private static List<String> eventsOfAChangeThatFails(Stage stage) {
        return stage.store.eventsOf(changedWhileTheSecondCommitFails(stage).id());
    }

    private static OrderStatus statusOfAChangeThatFails(Stage stage) {
        return stage.now(changedWhileTheSecondCommitFails(stage)).status();
    }

    /** The sound app commits once; who commits event and order apart fails in between. */
    private static Order changedWhileTheSecondCommitFails(Stage stage) {
        Order order = stage.place();
        Transactions transactions = stage.defect.ports(failing(stage, 2)).transactions();
        try {
            transactions.transact(tx -> pay(tx, order));
        } catch (StoreException.OutcomeUnknown e) {
            assertThat(e).hasMessage("the line broke");
        }
        return order;
    }

    private static Order pay(Tx tx, Order order) {
        Order paid = order.become(OrderStatus.PAID);
        tx.update(paid);
        tx.append(Event.of(paid, OrderStatus.PLACED), List.of());
        return paid;
    }

    /** The sound ports, whose n-th transaction from now on fails before it does anything. */
    private static Ports failing(Stage stage, int fails) {
        AtomicInteger count = new AtomicInteger();
        return stage.sound.withTransactions(new Transactions() {
            @Override
            public <T> T transact(Function<Tx, T> work) {
                if (count.incrementAndGet() == fails) {
                    throw new StoreException.OutcomeUnknown("the line broke", new IOException());
                }
                return stage.store.transact(work);
            }
        });
    }

    @Test
    void an_event_written_after_the_commit_is_lost_with_who_dies_in_between() {
        assertThat(eventsOfAChangeThatFails(Stage.with("event-outside-transaction")))
                .containsExactly("OrderPlaced");
        assertThat(statusOfAChangeThatFails(Stage.with("event-outside-transaction")))
                .isEqualTo(OrderStatus.PAID);
    }

    @Test
    void on_an_unrecorded_path_a_cancellation_writes_no_event() {
        assertThat(eventsOfACancellation(Stage.sound())).containsExactly("OrderPlaced", "OrderCancelled");
        assertThat(eventsOfACancellation(Stage.with("unrecorded-path"))).containsExactly("OrderPlaced");
    }

    private static List<String> eventsOfACancellation(Stage stage) {
        Order order = stage.place();
        stage.cancel(order.id());
        assertThat(stage.now(order).status()).isEqualTo(OrderStatus.CANCELLED);
        return stage.store.eventsOf(order.id());
    }

    @Test
    void a_recursive_event_brings_about_another_of_its_kind_with_each_round() {
        assertThat(eventsOfTwoNotifications(Stage.sound())).containsExactly("OrderPlaced", "OrderPaid");
        assertThat(eventsOfTwoNotifications(Stage.with("recursive-event")))
                .containsExactly("OrderPlaced", "OrderPlaced", "OrderPlaced", "OrderPaid");
    }

    private static List<String> eventsOfTwoNotifications(Stage stage) {
        Order order = stage.place();
        stage.run("NotifyCustomer");
        stage.ports
                .queue()
                .claim(new FunctionName("NotifyCustomer"), 1, Duration.ZERO)
                .forEach(stage::handle);
        stage.run("ChargePayment");
        return stage.store.eventsOf(order.id());
    }

    @Test
    void who_ignores_the_new_value_approves_what_was_given_back() {
        assertThat(statusOfARefundedOrderAfterItsApproval(Stage.sound())).isEqualTo(OrderStatus.REFUNDED);
        assertThat(statusOfARefundedOrderAfterItsApproval(Stage.with("ignores-new-value")))
                .isEqualTo(OrderStatus.APPROVED);
    }

    private static OrderStatus statusOfARefundedOrderAfterItsApproval(Stage stage) {
        FunctionName approval = new FunctionName("RequestApproval");
        Order order = stage.place();
        Order refunded =
                order.become(OrderStatus.PAID).become(OrderStatus.CANCELLED).become(OrderStatus.REFUNDED);
        stage.store.transact(tx -> {
            tx.update(refunded);
            tx.append(Event.of(refunded, OrderStatus.CANCELLED), List.of(new NewDelivery(approval, Duration.ZERO)));
            return tx;
        });
        stage.run("RequestApproval");
        return stage.now(order).status();
    }

    @Test
    void who_ignores_the_new_value_listens_to_refunds_too() {
        assertThat(approves(Stage.sound())).containsExactly(EventType.ORDER_PAID);
        assertThat(approves(Stage.with("ignores-new-value")))
                .containsExactlyInAnyOrder(EventType.ORDER_PAID, EventType.ORDER_REFUNDED);
    }

    private static Set<EventType> approves(Stage stage) {
        return Objects.requireNonNull(stage.app.functions().get(new FunctionName("RequestApproval")))
                .events();
    }

    @Test
    void who_writes_behind_acknowledges_what_is_then_lost() {
        Stage stage = Stage.with("lost-write");
        Ports ports = stage.sound.withTransactions(new RolledBack(stage.store));

        assertThatThrownBy(() -> ports.transactions().transact(_ -> "done")).isInstanceOf(StoreException.class);
        assertThat(stage.defect.ports(ports).transactions().<String>transact(_ -> "done"))
                .isEqualTo("done");
    }

    /** Every transaction does its work and is then rolled back. */
    private record RolledBack(MemoryStore store) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return store.transact(tx -> {
                T result = work.apply(tx);
                throw new StoreException.NotCommitted(result + " was rolled back", new IOException());
            });
        }
    }
}
