package foodcourt.defect;

import static foodcourt.defect.Stage.LONG;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Queue;
import foodcourt.port.Settlement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What defects around the queue break, each beside the sound app. */
class QueueDefectsTest {
    private static final FunctionName CHARGE = new FunctionName("ChargePayment");

    @Test
    void with_a_forgotten_lease_nobody_takes_over_what_a_dead_worker_held() {
        assertThat(claimsOfADeadWorker(Stage.sound())).hasSize(1);
        assertThat(claimsOfADeadWorker(Stage.with("lease-forgotten-on-crash"))).isEmpty();
    }

    private static List<Delivery> claimsOfADeadWorker(Stage stage) {
        stage.place();
        stage.ports.queue().claim(CHARGE, 1, ZERO);
        return stage.ports.queue().claim(CHARGE, 1, ZERO);
    }

    @Test
    void with_a_forgotten_lease_a_settle_ends_the_claim_all_the_same() {
        Stage stage = Stage.with("lease-forgotten-on-crash");
        stage.place();
        Queue queue = stage.ports.queue();
        Delivery claimed = queue.claim(CHARGE, 1, ZERO).getFirst();
        assertThat(queue.renew(Set.of(claimed.token()), ZERO)).containsExactly(claimed.token());
        queue.settle(List.of(new Settlement.Retry(claimed.token(), ZERO, "failed")));
        assertThat(queue.claim(CHARGE, 1, ZERO)).hasSize(1);
    }

    @Test
    void without_fencing_a_late_worker_settles_over_its_successor() {
        assertThat(fencedLateSettles(Stage.sound())).isEqualTo(1);
        assertThat(fencedLateSettles(Stage.with("no-fencing"))).isZero();
    }

    private static int fencedLateSettles(Stage stage) {
        stage.place();
        Queue queue = stage.ports.queue();
        Delivery late = queue.claim(CHARGE, 1, ZERO).getFirst();
        assertThat(queue.claim(CHARGE, 1, LONG)).as("the successor").hasSize(1);
        return queue.settle(List.of(new Settlement.Done(late.token()))).size();
    }

    @Test
    void without_fencing_what_is_over_stays_over() {
        Stage stage = Stage.with("no-fencing");
        stage.place();
        Queue queue = stage.ports.queue();
        Delivery late = queue.claim(CHARGE, 1, ZERO).getFirst();
        Delivery successor = queue.claim(CHARGE, 1, LONG).getFirst();
        assertThat(queue.settle(List.of(new Settlement.Done(successor.token()))))
                .isEmpty();
        assertThat(queue.settle(List.of(new Settlement.Retry(late.token(), ZERO, "late"))))
                .containsExactly(late.token());
    }

    @Test
    void a_cursor_passes_by_what_commits_after_a_higher_id_was_polled() {
        assertThat(claimedOfALateCommit(Stage.sound())).hasSize(1);
        assertThat(claimedOfALateCommit(Stage.with("cursor-skips-late-commit"))).isEmpty();
    }

    /** The first of two events is written first, and committed only when the second has been polled. */
    private static List<Delivery> claimedOfALateCommit(Stage stage) {
        Order order = stage.place();
        Queue queue = stage.ports.queue();
        queue.claim(CHARGE, 1, LONG);
        stage.ports.transactions().transact(first -> {
            first.append(paid(order), List.of(new NewDelivery(CHARGE, ZERO)));
            stage.ports.transactions().transact(second -> {
                second.append(cancelled(order), List.of(new NewDelivery(CHARGE, ZERO)));
                return second;
            });
            assertThat(queue.claim(CHARGE, 10, LONG))
                    .extracting(d -> d.event().type())
                    .containsExactly(EventType.ORDER_CANCELLED);
            return first;
        });
        return queue.claim(CHARGE, 10, LONG);
    }

    @Test
    void a_cursor_finds_what_is_committed_in_order_and_what_is_to_be_tried_again() {
        Stage stage = Stage.with("cursor-skips-late-commit");
        Order order = stage.place();
        Queue queue = stage.ports.queue();
        append(stage, paid(order));
        List<Delivery> both = queue.claim(CHARGE, 10, ZERO);
        assertThat(both).hasSize(2);
        append(stage, cancelled(order));
        assertThat(queue.claim(CHARGE, 10, LONG)).as("one new, two lapsed").hasSize(3);
    }

    private static void append(Stage stage, Event event) {
        stage.ports.transactions().transact(tx -> {
            tx.append(event, List.of(new NewDelivery(CHARGE, ZERO)));
            return tx;
        });
    }

    private static Event paid(Order order) {
        return Event.of(order.become(OrderStatus.PAID), OrderStatus.PLACED);
    }

    private static Event cancelled(Order order) {
        return Event.of(order.become(OrderStatus.CANCELLED), OrderStatus.PLACED);
    }
}
