package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.BoardChange;
import foodcourt.port.RecountingTx;
import foodcourt.port.StoreException;
import foodcourt.port.Transactions;
import foodcourt.port.Tx.Placed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The transactions' contract, on PostgreSQL. */
@NullUnmarked
class TransactionsIT extends RunningApp {
    private Transactions transactions;

    @BeforeEach
    void takeTransactions() {
        transactions = ports.transactions();
    }

    @Test
    void what_is_committed_is_read_back() {
        Order order = Orders.placed();
        assertThat(insert(order)).isEqualTo(new Placed.New());
        assertThat(ports.reads().order(order.id())).contains(order);
        assertThat(ports.reads().ordersOf(order.customer())).containsExactly(order);
    }

    @Test
    void an_exception_leaves_nothing() {
        Event event = Event.of(Orders.placed(), null);
        RuntimeException thrown = new IllegalArgumentException("no");
        assertThatThrownBy(() -> transactions.transact(tx -> {
                    tx.insert(event.order());
                    tx.append(event, List.of());
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(ports.reads().order(event.order().id())).isEmpty();
        assertThat(events(event)).isZero();
    }

    @Test
    void an_error_leaves_nothing_either() {
        Order order = Orders.placed();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> transactions.transact(tx -> {
                    tx.insert(order);
                    throw new AssertionError("crash");
                }));
        assertThat(ports.reads().order(order.id())).isEmpty();
    }

    @Test
    void a_transaction_inside_a_transaction_is_refused() {
        Order order = Orders.placed();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> transactions.transact(tx -> tx.insert(order) == null ? null : insert(Orders.placed())));
        assertThat(ports.reads().order(order.id())).isEmpty();
    }

    @Test
    void the_same_order_again_is_already_there_as_it_is_now() {
        Order order = Orders.placed();
        insert(order);
        Order paid = order.become(OrderStatus.PAID);
        transactions.transact(tx -> {
            tx.lock(order.id());
            tx.update(paid);
            return paid;
        });
        assertThat(insert(order)).isEqualTo(new Placed.AlreadyThere(paid));
    }

    @Test
    void the_same_order_at_once_is_new_for_one_and_already_there_for_the_others() throws Exception {
        Order order = Orders.placed();
        CyclicBarrier together = new CyclicBarrier(4);
        Callable<Placed> racing = () -> transactions.transact(tx -> {
            await(together);
            return tx.insert(order);
        });
        assertThat(atOnce(List.of(racing, racing, racing, racing)))
                .containsOnlyOnce(new Placed.New())
                .containsOnly(new Placed.New(), new Placed.AlreadyThere(order));
    }

    @Test
    void an_update_of_another_version_is_refused() {
        Order order = Orders.placed();
        insert(order);
        Order twoAhead = order.become(OrderStatus.PAID).become(OrderStatus.APPROVED);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> transactions.transact(tx -> {
                    tx.update(twoAhead);
                    return twoAhead;
                }));
    }

    /** Placed counts 1; paid moves 1 from PLACED (1 − 1 = 0) to PAID (1). Each comes twice: revision 2. */
    @Test
    void a_board_counts_an_event_once() {
        Event placed = Event.of(Orders.placed(), null);
        Event paid = Event.of(placed.order().become(OrderStatus.PAID), OrderStatus.PLACED);
        transactions.transact(tx -> {
            tx.insert(placed.order());
            tx.append(placed, List.of());
            tx.append(paid, List.of());
            return tx;
        });
        assertThat(List.of(count(placed), count(paid), count(placed), count(paid)))
                .containsExactly(true, true, false, false);
        RestaurantId restaurant = placed.order().restaurant();
        assertThat(ports.reads().board(restaurant))
                .isEqualTo(new Board(restaurant, 2, sorted(Map.of(OrderStatus.PLACED, 0L, OrderStatus.PAID, 1L))));
    }

    /** Which no sound function asks for. */
    @Test
    void a_recount_counts_each_time() {
        Event placed = Event.of(Orders.placed(), null);
        RestaurantId restaurant = placed.order().restaurant();
        BoardChange change = new BoardChange(placed.id(), restaurant, null, OrderStatus.PLACED);
        long before = ports.reads().board(restaurant).revision();
        List<Boolean> counted = List.of(
                transactions.transact(tx -> ((RecountingTx) tx).recount(change)),
                transactions.transact(tx -> ((RecountingTx) tx).recount(change)));
        assertThat(counted).containsExactly(true, true);
        assertThat(ports.reads().board(restaurant).revision()).isEqualTo(before + 2);
    }

    @Test
    void many_at_once_count_an_event_once() throws Exception {
        Event placed = Event.of(Orders.placed(), null);
        transactions.transact(tx -> {
            tx.insert(placed.order());
            tx.append(placed, List.of());
            return tx;
        });
        assertThat(atOnce(List.of(() -> count(placed), () -> count(placed), () -> count(placed), () -> count(placed))))
                .containsOnlyOnce(true);
        assertThat(ports.reads().board(placed.order().restaurant()).counts()).containsEntry(OrderStatus.PLACED, 1L);
    }

    @Test
    void a_deadlock_is_a_conflict_for_one_and_nothing_for_the_other() throws Exception {
        Order one = Orders.placed();
        Order two = Orders.placed();
        insert(one);
        insert(two);
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        List<String> ends = atOnce(List.of(
                () -> endOf(() -> lockBoth(one, two, bothHoldOne)),
                () -> endOf(() -> lockBoth(two, one, bothHoldOne))));
        assertThat(ends).containsExactlyInAnyOrder("committed", "SerializationConflict");
    }

    @Test
    void a_statement_that_the_database_refuses_has_not_committed() {
        Event ofNoOrder = Event.of(Orders.placed(), null);
        assertThatExceptionOfType(StoreException.NotCommitted.class)
                .isThrownBy(() -> transactions.transact(tx -> {
                    tx.append(ofNoOrder, List.of());
                    return ofNoOrder;
                }));
    }

    @Test
    void work_that_hides_a_refused_statement_has_not_committed() {
        Event ofNoOrder = Event.of(Orders.placed(), null);
        assertThatExceptionOfType(StoreException.NotCommitted.class)
                .isThrownBy(() -> transactions.transact(tx -> hiding(() -> tx.append(ofNoOrder, List.of()))));
    }

    @Test
    void a_commit_that_the_database_refuses_has_not_committed() {
        Order order = Orders.placed();
        atCommitOf(order, "RAISE unique_violation");
        assertThatExceptionOfType(StoreException.NotCommitted.class).isThrownBy(() -> insert(order));
        assertThat(ports.reads().order(order.id())).isEmpty();
    }

    @Test
    void a_conflict_found_at_the_commit_is_a_conflict() {
        Order order = Orders.placed();
        atCommitOf(order, "RAISE serialization_failure");
        assertThatExceptionOfType(StoreException.SerializationConflict.class).isThrownBy(() -> insert(order));
    }

    @Test
    void nobody_knows_the_outcome_of_a_commit_whose_line_broke() {
        Order order = Orders.placed();
        atCommitOf(order, "PERFORM pg_terminate_backend(pg_backend_pid())");
        assertThatExceptionOfType(StoreException.OutcomeUnknown.class).isThrownBy(() -> insert(order));
    }

    @Test
    void a_line_that_broke_before_the_commit_has_not_committed() {
        Order order = Orders.placed();
        assertThatExceptionOfType(StoreException.NotCommitted.class)
                .isThrownBy(() -> transactions.transact(tx -> {
                    tx.insert(order);
                    jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())")
                            .query()
                            .singleRow();
                    return order;
                }));
        assertThat(ports.reads().order(order.id())).isEmpty();
    }

    private Placed insert(Order order) {
        return transactions.transact(tx -> tx.insert(order));
    }

    private static String endOf(Runnable transaction) {
        try {
            transaction.run();
            return "committed";
        } catch (StoreException e) {
            return e.getClass().getSimpleName();
        }
    }

    private Order lockBoth(Order first, Order second, CyclicBarrier bothHoldOne) {
        return transactions.transact(tx -> {
            tx.lock(first.id());
            await(bothHoldOne);
            return tx.lock(second.id()).orElseThrow();
        });
    }

    private boolean count(Event event) {
        return transactions.transact(tx -> tx.moveOnBoard(new BoardChange(
                event.id(),
                event.order().restaurant(),
                event.from(),
                event.order().status())));
    }

    private static boolean hiding(Runnable failing) {
        try {
            failing.run();
            return false;
        } catch (DataAccessException e) {
            return true;
        }
    }

    /** Does that when a transaction that wrote this order commits. */
    private void atCommitOf(Order order, String statement) {
        String name = "at_commit_" + order.id().toString().replace('-', '_');
        jdbc.sql("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + statement
                        + "; RETURN NULL; END $$")
                .update();
        jdbc.sql("CREATE CONSTRAINT TRIGGER " + name
                        + " AFTER INSERT ON customer_order DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id = '"
                        + order.id() + "') EXECUTE FUNCTION " + name + "()")
                .update();
    }

    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(works).stream().map(Future::resultNow).toList();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <K, V> SortedMap<K, V> sorted(Map<K, V> map) {
        return new TreeMap<>(map);
    }

    private int events(Event event) {
        return jdbc.sql("SELECT count(*) FROM event WHERE id = ?")
                .param(event.id().value())
                .query(Integer.class)
                .single();
    }
}
