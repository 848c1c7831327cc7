package foodcourt.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.MemoryStore;
import foodcourt.RealThreads;
import foodcourt.order.CustomerId;
import foodcourt.order.EventId;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.BoardChange;
import foodcourt.port.Clock;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.ThirdPartyReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another node committed, when the safety net comes once an hour. */
class UpdateHubTest {
    private static final Settings RARELY_POLLING = new Settings(
            "test",
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofHours(1),
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            12,
            16);

    private static final RestaurantId TRATTORIA = new RestaurantId("trattoria");

    private final MemoryStore store = new MemoryStore();
    private final UpdateHub hub = new UpdateHub(
            new Ports(
                    new Unused(),
                    new RealThreads(),
                    store,
                    store,
                    store,
                    _ -> new DeliveryResult.Done(),
                    _ -> new ThirdPartyReply.Applied(),
                    new Unused(),
                    () -> 0.5),
            RARELY_POLLING);

    private final Order placed = Order.placed(new PlaceOrder(
            new CustomerId("ann"), new RequestId("r1"), TRATTORIA, List.of(new OrderItem("pizza", 2, 950))));
    private final List<Integer> versions = new CopyOnWriteArrayList<>();
    private final List<Long> revisions = new CopyOnWriteArrayList<>();

    @BeforeEach
    void watch() {
        store.transact(tx -> tx.insert(placed));
        hub.watch(placed.id(), order -> versions.add(order.version()));
        hub.watch(TRATTORIA, board -> revisions.add(board.revision()));
        await().until(() -> versions.equals(List.of(1)) && revisions.equals(List.of(0L)));
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop();
    }

    private void commitNext() {
        EventId paid = EventId.of(placed.id(), EventType.ORDER_PAID, 1);
        store.transact(tx -> {
            tx.update(placed.become(OrderStatus.PAID));
            return tx.moveOnBoard(new BoardChange(paid, TRATTORIA, OrderStatus.PLACED, OrderStatus.PAID));
        });
    }

    @Test
    void an_order_is_read_when_it_is_hinted_at() {
        commitNext();
        hub.hinted(new Hint.OrderChangedElsewhere(placed.id()));
        await().untilAsserted(() -> assertThat(versions).containsExactly(1, 2));
    }

    @Test
    void a_board_is_read_when_it_is_hinted_at() {
        commitNext();
        hub.hinted(new Hint.BoardChanged(TRATTORIA));
        await().untilAsserted(() -> assertThat(revisions).containsExactly(0L, 1L));
    }

    @Test
    void after_a_reconnection_what_was_missed_is_read() {
        commitNext();
        hub.reconnected();
        await().untilAsserted(() -> {
            assertThat(versions).containsExactly(1, 2);
            assertThat(revisions).containsExactly(0L, 1L);
        });
    }

    private record Unused() implements Clock, Hints {
        @Override
        public long monotonicNanos() {
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void send(Hint hint) {}

        @Override
        public void listen(HintListener listener) {}
    }
}
