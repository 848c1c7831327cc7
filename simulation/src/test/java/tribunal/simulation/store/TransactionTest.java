package tribunal.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static tribunal.simulation.store.Scene.change;
import static tribunal.simulation.store.Scene.order;
import static tribunal.simulation.store.Scene.paid;
import static tribunal.simulation.store.Scene.placed;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.port.StoreException;
import foodcourt.port.Tx.Placed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One transaction against another; the IT of the app holds the same to PostgreSQL. */
class TransactionTest {
    private final Scene scene = new Scene();
    private final Transaction one = scene.begin();
    private final Transaction two = scene.begin();

    @Test
    void nobody_sees_what_is_not_committed_and_everybody_what_is() {
        Order order = order("ann");
        one.insert(order);
        assertThat(two.lock(order.id())).isEmpty();
        assertThat(scene.store.reads().order(order.id())).isEmpty();
        one.commit();
        assertThat(two.lock(order.id())).contains(order);
        assertThat(scene.store.reads().order(order.id())).contains(order);
    }

    @Test
    void a_locked_row_is_waited_for_and_then_found_as_it_is() {
        Order order = scene.given("ann");
        one.lock(order.id());
        assertThat(scene.does("bob", () -> two.lock(order.id()).orElseThrow().version()))
                .isEqualTo("blocked");
        one.update(paid(order));
        assertThat(scene.wake()).isEmpty();
        one.commit();
        assertThat(scene.wake()).containsExactly("bob 2");
    }

    @Test
    void an_update_looks_at_the_version_again_after_its_wait() {
        Order order = scene.given("ann");
        one.update(paid(order));
        assertThat(scene.does("bob", () -> two.update(paid(order)))).isEqualTo("blocked");
        one.commit();
        assertThat(scene.wake()).containsExactly("bob IllegalStateException");
    }

    @Test
    void an_update_takes_effect_after_a_wait_for_what_was_rolled_back() {
        Order order = scene.given("ann");
        one.update(paid(order));
        scene.does("bob", () -> two.update(paid(order)));
        one.rollback();
        assertThat(scene.wake()).containsExactly("bob done");
    }

    @Test
    void the_same_order_at_once_waits_and_is_then_there_or_new() {
        Order order = order("ann");
        one.insert(order);
        assertThat(scene.does("bob", () -> two.insert(order))).isEqualTo("blocked");
        one.commit();
        assertThat(scene.wake()).containsExactly("bob " + new Placed.AlreadyThere(order));
        Order other = order("eve");
        Transaction three = scene.begin();
        three.insert(other);
        scene.does("bob", () -> two.insert(other));
        three.rollback();
        assertThat(scene.wake()).containsExactly("bob " + new Placed.New());
    }

    @Test
    void an_insert_waits_even_for_an_update_of_the_row_that_it_meets() {
        Order order = scene.given("ann");
        one.update(paid(order));
        assertThat(scene.does("bob", () -> two.insert(order))).isEqualTo("blocked");
        one.rollback();
        assertThat(scene.wake()).containsExactly("bob " + new Placed.AlreadyThere(order));
    }

    @Test
    void an_event_waits_for_who_has_locked_its_order_but_not_for_who_has_updated_it() {
        Order order = scene.given("ann");
        one.update(paid(order));
        assertThat(scene.does("bob", () -> two.append(placed(order), List.of())))
                .isEqualTo("done");
        two.rollback();
        one.lock(order.id());
        Transaction three = scene.begin();
        assertThat(scene.does("bob", () -> three.append(placed(order), List.of())))
                .isEqualTo("blocked");
        one.commit();
        assertThat(scene.wake()).containsExactly("bob done");
    }

    @Test
    void a_refused_statement_undoes_all_and_nothing_but_rollback_follows() {
        Order order = order("ann");
        one.insert(order);
        assertThatExceptionOfType(StoreException.NotCommitted.class)
                .isThrownBy(() -> one.append(placed(order("eve")), List.of()));
        assertThat(two.insert(order)).isEqualTo(new Placed.New());
        assertThatExceptionOfType(StoreException.NotCommitted.class).isThrownBy(() -> one.lock(order.id()));
        assertThat(one.isOpen()).isTrue();
        assertThatExceptionOfType(StoreException.NotCommitted.class).isThrownBy(one::commit);
        assertThat(one.isOpen()).isFalse();
        one.rollback();
    }

    @Test
    void a_transaction_that_closes_a_circle_of_waits_gets_a_conflict_and_the_other_goes_on() {
        Order ann = scene.given("ann");
        Order eve = scene.given("eve");
        one.lock(ann.id());
        two.lock(eve.id());
        assertThat(scene.does("bob", () -> two.lock(ann.id()).isPresent())).isEqualTo("blocked");
        assertThatExceptionOfType(StoreException.SerializationConflict.class).isThrownBy(() -> one.lock(eve.id()));
        assertThat(scene.wake()).containsExactly("bob true");
    }

    @Test
    void a_dead_node_s_waiting_statement_never_takes_effect() {
        Order order = scene.given("ann");
        one.lock(order.id());
        scene.does("bob", () -> two.update(paid(order)));
        two.rollback();
        one.commit();
        assertThat(scene.wake()).containsExactly("bob NotCommitted");
        assertThat(scene.store.reads().order(order.id())).contains(order);
        assertThat(scene.store.openWrites()).isZero();
    }

    @Test
    void what_a_dead_node_held_is_free_when_it_is_rolled_back() {
        Order order = scene.given("ann");
        one.lock(order.id());
        scene.does("bob", () -> two.lock(order.id()).isPresent());
        assertThat(scene.store.openWrites()).isEqualTo(1);
        one.rollback();
        assertThat(scene.wake()).containsExactly("bob true");
    }

    @Test
    void a_board_counts_an_event_once_and_only_if_it_is_in_the_log() {
        Event event = scene.given("ann", Scene.CHARGE);
        assertThat(one.moveOnBoard(change(event))).isTrue();
        assertThat(scene.does("bob", () -> two.moveOnBoard(change(event)))).isEqualTo("blocked");
        one.commit();
        assertThat(scene.wake()).containsExactly("bob false");
        assertThatExceptionOfType(StoreException.NotCommitted.class)
                .isThrownBy(() -> two.moveOnBoard(change(placed(order("eve")))));
        assertThat(scene.store.boards())
                .singleElement()
                .satisfies(board -> assertThat(board.cells()).containsOnlyKeys("PLACED"));
    }

    @Test
    void boards_of_one_restaurant_change_one_after_the_other() {
        Event ann = scene.given("ann", Scene.CHARGE);
        Event eve = scene.given("eve", Scene.CHARGE);
        one.moveOnBoard(change(ann));
        assertThat(scene.does("bob", () -> two.moveOnBoard(change(eve)))).isEqualTo("blocked");
        one.commit();
        assertThat(scene.wake()).containsExactly("bob true");
        two.commit();
        assertThat(scene.store.reads().board(ann.order().restaurant()).revision())
                .isEqualTo(2);
    }

    @Test
    void the_witness_is_notified_at_the_commit_in_the_order_of_writing() {
        Event event = placed(order("ann"));
        one.insert(event.order());
        one.append(event, List.of());
        one.update(paid(event.order()));
        assertThat(scene.entries).isEmpty();
        one.commit();
        assertThat(scene.entries)
                .extracting(entry -> entry.getClass().getSimpleName())
                .containsExactly("Committed", "EventRecorded", "Committed");
        two.insert(order("eve"));
        two.rollback();
        assertThat(scene.entries).hasSize(3);
    }
}
