package foodcourt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoodcourtTest {
    private World world = new World(UnaryOperator.identity());

    @AfterEach
    void stop() {
        world.app.stop(Duration.ofSeconds(1));
    }

    private void start(UnaryOperator<Ports> customizer) {
        world = new World(customizer);
        world.app.start();
    }

    private void awaitQuiet(OrderId order, OrderStatus status) {
        await().untilAsserted(() -> {
            assertThat(world.status(order)).isEqualTo(status);
            assertThat(world.store.isQuiet()).isTrue();
        });
    }

    @Test
    void an_order_is_charged_once_approved_carried_and_delivered() {
        start(UnaryOperator.identity());
        OrderId order = world.place("r1");
        awaitQuiet(order, OrderStatus.DELIVERED);
        assertThat(world.store.eventsOf(order))
                .containsExactly("OrderPlaced", "OrderPaid", "OrderApproved", "CourierAssigned", "OrderDelivered");
        assertThat(world.order(order).version()).isEqualTo(5);
        assertThat(world.requests.stream().map(ThirdPartyRequest::kind).filter(kind -> kind != Kind.NOTIFY))
                .containsExactlyInAnyOrder(Kind.CHARGE, Kind.APPROVE, Kind.ASSIGN, Kind.RELEASE);
        assertThat(world.store.board(world.order(order).restaurant()).counts())
                .containsEntry(OrderStatus.DELIVERED, 1L)
                .containsEntry(OrderStatus.PLACED, 0L);
    }

    @Test
    void the_same_request_again_answers_the_order_that_it_placed() {
        OrderId first = world.place("r1");
        assertThat(world.place("r1")).isEqualTo(first);
        assertThat(world.store.eventsOf(first)).containsExactly("OrderPlaced");
        world.app.start();
    }

    /** As an older version of the app, whose ids ran into each other, may have left it. */
    @Test
    void what_another_placed_under_the_same_id_is_not_answered() {
        PlaceOrder request = new PlaceOrder(
                new CustomerId("a"),
                new RequestId("b/c"),
                new RestaurantId("r"),
                List.of(new OrderItem("pizza", 1, 900)));
        Order own = Order.placed(request);
        Order ofAnother = new Order(
                own.id(),
                new CustomerId("a/b"),
                own.restaurant(),
                new RequestId("c"),
                own.items(),
                own.totalCents(),
                own.status(),
                own.version(),
                null);
        world.store.transact(tx -> tx.insert(ofAnother));
        assertThat(world.app.orders().place(request)).isEqualTo(new CommandResult.Refused(Reason.UNKNOWN_ORDER));
        world.app.start();
    }

    @Test
    void texts_that_cannot_be_stored_are_refused() {
        OrderId order = world.place("r1");
        assertThat(world.cancel(order, "c\0")).isEqualTo(new CommandResult.Refused(Reason.INVALID_TEXT));
        assertThat(world.cancel(order, "c".repeat(129))).isEqualTo(new CommandResult.Refused(Reason.INVALID_TEXT));
        assertThat(world.order(order).version()).isEqualTo(1);
        world.app.start();
    }

    @Test
    void a_cancel_that_overtakes_its_charge_leaves_nothing_charged() {
        CountDownLatch cancelled = new CountDownLatch(1);
        start(ports -> ports.withThirdParties(held(ports.thirdParties(), Kind.CHARGE, cancelled)));
        OrderId order = world.place("r1");
        assertThat(world.cancel(order, "c1")).isInstanceOf(CommandResult.Accepted.class);
        await().until(() -> world.requests.stream().anyMatch(r -> r.kind() == Kind.REFUND));
        cancelled.countDown();
        awaitQuiet(order, OrderStatus.CANCELLED);
        assertThat(world.store.eventsOf(order)).containsExactly("OrderPlaced", "OrderCancelled");
    }

    @Test
    void a_charge_that_was_applied_before_the_cancel_is_refunded() {
        CountDownLatch cancelled = new CountDownLatch(1);
        start(ports -> ports.withThirdParties(answerHeld(ports.thirdParties(), Kind.CHARGE, cancelled)));
        OrderId order = world.place("r1");
        await().until(() -> world.requests.stream().anyMatch(r -> r.kind() == Kind.CHARGE));
        world.cancel(order, "c1");
        cancelled.countDown();
        awaitQuiet(order, OrderStatus.REFUNDED);
    }

    @Test
    void a_cancel_is_accepted_again_for_its_own_request_and_refused_to_others() {
        OrderId order = world.place("r1");
        assertThat(world.cancel(order, "c1")).isInstanceOf(CommandResult.Accepted.class);
        assertThat(world.cancel(order, "c1")).isInstanceOf(CommandResult.Accepted.class);
        assertThat(world.cancel(order, "c2")).isEqualTo(new CommandResult.Refused(Reason.ALREADY_CANCELLED));
        world.app.start();
    }

    @Test
    void a_delivered_order_cannot_be_cancelled() {
        start(UnaryOperator.identity());
        OrderId order = world.place("r1");
        awaitQuiet(order, OrderStatus.DELIVERED);
        assertThat(world.cancel(order, "c1")).isEqualTo(new CommandResult.Refused(Reason.TOO_LATE));
    }

    @Test
    void failed_and_unanswered_attempts_are_made_again() {
        Set<DeliveryId> seen = ConcurrentHashMap.newKeySet();
        start(ports -> ports.withChannel(delivery -> seen.add(delivery.id())
                ? spoiled(ports.channel(), delivery)
                : ports.channel().deliver(delivery)));
        OrderId order = world.place("r1");
        awaitQuiet(order, OrderStatus.DELIVERED);
        assertThat(world.store.deadLetters(10)).isEmpty();
    }

    /** Half of the first attempts fail, of the others the answer is lost. */
    private static DeliveryResult spoiled(DeliveryChannel sound, Delivery delivery) {
        if (delivery.id().function().value().length() % 2 == 0) {
            return new DeliveryResult.Failed(Optional.empty(), false, "spoiled");
        }
        sound.deliver(delivery);
        return new DeliveryResult.NoAnswer("lost");
    }

    @Test
    void after_the_last_attempt_a_delivery_is_a_dead_letter_that_can_be_redriven() {
        Set<String> broken = ConcurrentHashMap.newKeySet();
        broken.add("NotifyCustomer");
        start(ports -> ports.withChannel(
                delivery -> broken.contains(delivery.id().function().value())
                        ? new DeliveryResult.Failed(Optional.empty(), false, "broken")
                        : ports.channel().deliver(delivery)));
        OrderId order = world.place("r1");
        awaitQuiet(order, OrderStatus.DELIVERED);
        assertThat(world.store.deadLetters(10)).hasSize(5).allMatch(d -> d.attempts() == World.FAST.attempts());
        broken.clear();
        int redriven = world.store.redrive(
                world.store.deadLetters(10).stream().map(d -> d.id()).collect(Collectors.toSet()));
        assertThat(redriven).isEqualTo(5);
        awaitQuiet(order, OrderStatus.DELIVERED);
        assertThat(world.store.deadLetters(10)).isEmpty();
    }

    @Test
    void a_hanging_attempt_frees_its_slot_and_its_late_answer_is_fenced_off() {
        CountDownLatch never = new CountDownLatch(1);
        Set<DeliveryId> seen = ConcurrentHashMap.newKeySet();
        start(ports -> ports.withChannel(delivery -> {
            if (delivery.id().function().value().equals("ChargePayment") && seen.add(delivery.id())) {
                hold(never);
            }
            return ports.channel().deliver(delivery);
        }));
        OrderId order = world.place("r1");
        awaitQuiet(order, OrderStatus.DELIVERED);
        never.countDown();
        assertThat(world.store.deadLetters(1)).isEmpty();
    }

    @Test
    void without_any_hint_the_polls_find_everything() {
        start(ports -> ports.withHints(new Silent()));
        OrderId order = world.place("r1");
        awaitQuiet(order, OrderStatus.DELIVERED);
    }

    private record Silent() implements Hints {
        @Override
        public void send(Hint hint) {}

        @Override
        public void listen(HintListener listener) {}
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ThirdParties held(ThirdParties sound, Kind kind, CountDownLatch until) {
        return request -> {
            if (request.kind() == kind) {
                hold(until);
            }
            return sound.request(request);
        };
    }

    private static ThirdParties answerHeld(ThirdParties sound, Kind kind, CountDownLatch until) {
        return request -> {
            var reply = sound.request(request);
            if (request.kind() == kind) {
                hold(until);
            }
            return reply;
        };
    }

    @Test
    void subscribers_see_versions_grow_up_to_the_last() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        start(UnaryOperator.identity());
        world.app.updates().watch(World.ANN, order -> seen.add(order.version()));
        OrderId order = world.place("r1");
        awaitQuiet(order, OrderStatus.DELIVERED);
        await().untilAsserted(() ->
                assertThat(seen).isSorted().doesNotHaveDuplicates().endsWith(5));
    }

    @Test
    void a_subscriber_that_comes_late_gets_the_present_state() {
        OrderId order = world.place("r1");
        List<Integer> seen = new CopyOnWriteArrayList<>();
        world.app.updates().watch(order, o -> seen.add(o.version()));
        await().untilAsserted(() -> assertThat(seen).containsExactly(1));
        world.app.start();
    }
}
