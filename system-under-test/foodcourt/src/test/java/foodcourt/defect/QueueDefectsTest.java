package foodcourt.defect;

import static foodcourt.defect.Stage.LONG;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.ArrayList;
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
        DeliveryQueue queue = stage.ports.queue();
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
        DeliveryQueue queue = stage.ports.queue();
        Delivery late = queue.claim(CHARGE, 1, ZERO).getFirst();
        assertThat(queue.claim(CHARGE, 1, LONG)).as("the successor").hasSize(1);
        return queue.settle(List.of(new Settlement.Done(late.token()))).size();
    }

    @Test
    void without_fencing_what_is_over_stays_over() {
        Stage stage = Stage.with("no-fencing");
        stage.place();
        DeliveryQueue queue = stage.ports.queue();
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
        DeliveryQueue queue = stage.ports.queue();
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
    void a_cursor_finds_what_is_committed_in_order_and_what_must_be_tried_again() {
        Stage stage = Stage.with("cursor-skips-late-commit");
        Order order = stage.place();
        DeliveryQueue queue = stage.ports.queue();
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

    @Test
    void a_function_that_acknowledges_first_has_not_worked_when_it_is_acknowledged() {
        assertThat(statusWhenAcknowledged(Stage.sound())).isEqualTo(OrderStatus.PAID);
        assertThat(statusWhenAcknowledged(Stage.with("ack-before-work"))).isEqualTo(OrderStatus.PLACED);
    }

    private static OrderStatus statusWhenAcknowledged(Stage stage) {
        Order order = stage.place();
        Ports ports = stage.defect.ports(stage.sound.withThreads(new Patient()));
        assertThat(ports.channel().deliver(stage.next("ChargePayment"))).isEqualTo(new DeliveryResult.Done());
        return stage.now(order).status();
    }

    @Test
    void in_a_line_all_wait_behind_the_one_that_fails() {
        assertThat(claimedBehindAFailure(Stage.sound())).hasSize(1);
        assertThat(claimedBehindAFailure(Stage.with("head-of-line-blocking"))).isEmpty();
    }

    private static List<Delivery> claimedBehindAFailure(Stage stage) {
        Order order = stage.place();
        append(stage, paid(order));
        DeliveryQueue queue = stage.ports.queue();
        Delivery first = queue.claim(CHARGE, 1, LONG).getFirst();
        queue.settle(List.of(new Settlement.Retry(first.token(), LONG, "failed")));
        return queue.claim(CHARGE, 10, LONG);
    }

    @Test
    void in_a_line_the_head_comes_first_when_it_is_due_and_the_others_when_it_is_done() {
        Stage stage = Stage.with("head-of-line-blocking");
        append(stage, paid(stage.place()));
        DeliveryQueue queue = stage.ports.queue();
        Delivery first = queue.claim(CHARGE, 1, LONG).getFirst();
        queue.settle(List.of(new Settlement.Retry(first.token(), ZERO, "failed")));

        List<Delivery> again = queue.claim(CHARGE, 10, LONG);
        assertThat(again).extracting(Delivery::id).containsExactly(first.id());
        assertThat(queue.claim(CHARGE, 10, LONG))
                .as("while the head is under way")
                .isEmpty();
        queue.settle(List.of(new Settlement.Done(again.getFirst().token())));
        assertThat(queue.claim(CHARGE, 10, LONG)).hasSize(1);
    }

    @Test
    void a_short_lease_is_as_long_as_one_delivery_and_is_never_renewed() {
        List<Duration> leases = new ArrayList<>();
        Stage stage = Stage.with("lease-shorter-than-batch");
        stage.place();
        DeliveryQueue queue = stage.defect
                .ports(stage.sound.withQueue(new ForwardingQueue(stage.store) {
                    @Override
                    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
                        leases.add(lease);
                        return super.claim(function, limit, lease);
                    }

                    @Override
                    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
                        leases.add(lease);
                        return super.renew(held, lease);
                    }
                }))
                .queue();

        Set<FencingToken> held = Set.of(queue.claim(CHARGE, 1, LONG).getFirst().token());
        assertThat(queue.renew(held, LONG)).as("nobody notices").isEqualTo(held);
        assertThat(leases).containsExactly(Duration.ofMillis(300));
    }

    @Test
    void in_a_retry_storm_what_failed_is_tried_again_at_once() {
        assertThat(claimedAfterAFailure(Stage.sound())).isEmpty();
        assertThat(claimedAfterAFailure(Stage.with("retry-storm"))).hasSize(1);
    }

    private static List<Delivery> claimedAfterAFailure(Stage stage) {
        stage.place();
        DeliveryQueue queue = stage.ports.queue();
        Delivery first = queue.claim(CHARGE, 1, LONG).getFirst();
        queue.settle(List.of(new Settlement.Retry(first.token(), LONG, "failed")));
        return queue.claim(CHARGE, 1, LONG);
    }

    @Test
    void who_gives_up_silently_leaves_neither_a_delivery_nor_a_dead_letter() {
        assertThat(claimedAfterTwoFailures(Stage.sound())).hasSize(1);
        Stage silent = Stage.with("silent-give-up");
        assertThat(claimedAfterTwoFailures(silent)).isEmpty();
        assertThat(silent.store.deadLetters(10)).isEmpty();
    }

    private static List<Delivery> claimedAfterTwoFailures(Stage stage) {
        stage.place();
        DeliveryQueue queue = stage.ports.queue();
        for (int attempt = 1; attempt <= 2; attempt++) {
            Delivery failed = queue.claim(CHARGE, 1, LONG).getFirst();
            queue.settle(List.of(new Settlement.Retry(failed.token(), ZERO, "failed")));
        }
        return queue.claim(CHARGE, 1, LONG);
    }
}
