package foodcourt.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.updates.Subscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

@NullUnmarked
class BackpressuredSubscriberTest {
    private final AtomicReference<Subscriber<Order>> watching = new AtomicReference<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<Order> got = new CopyOnWriteArrayList<>();
    private final Order placed = Order.placed(new PlaceOrder(
            new CustomerId("ann"),
            new RequestId("q-1"),
            new RestaurantId("r"),
            List.of(new OrderItem("pizza", 1, 900))));
    private final Order paid = placed.become(OrderStatus.PAID);

    /** One asked for: the first update passes, the second waits for the next request. */
    @Test
    void an_update_waits_until_the_client_asks_for_it() {
        BaseSubscriber<Order> client = client();
        client.request(1);
        watching.get().update(placed);
        Thread second = Thread.ofVirtual().start(() -> watching.get().update(paid));
        await().until(() -> second.getState() == Thread.State.WAITING);
        assertThat(got).containsExactly(placed);
        client.request(1);
        await().untilAsserted(() -> assertThat(got).containsExactly(placed, paid));
    }

    @Test
    void a_client_that_leaves_frees_the_waiting_thread() throws Exception {
        BaseSubscriber<Order> client = client();
        Thread waiting = Thread.ofVirtual().start(() -> watching.get().update(placed));
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        client.cancel();
        waiting.join();
        assertThat(got).isEmpty();
        assertThat(closed).hasValue(1);
    }

    private BaseSubscriber<Order> client() {
        BaseSubscriber<Order> client = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}

            @Override
            protected void hookOnNext(Order order) {
                got.add(order);
            }
        };
        BackpressuredSubscriber.<Order>updates(null, subscriber -> {
                    watching.set(subscriber);
                    return closed::incrementAndGet;
                })
                .subscribe(client);
        return client;
    }
}
