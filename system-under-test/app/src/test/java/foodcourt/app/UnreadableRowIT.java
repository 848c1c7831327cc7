package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.port.DeadLetter;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Rows that the app never writes harm nobody but themselves. */
@NullUnmarked
class UnreadableRowIT extends RunningApp {
    private final FunctionName function = new FunctionName("Test" + UUID.randomUUID());

    private Event append() {
        Event event = Event.of(Orders.placed(), null);
        return ports.transactions().transact(tx -> {
            tx.insert(event.order());
            tx.append(event, List.of(new NewDelivery(function, Duration.ZERO)));
            return event;
        });
    }

    private void spoil(Event event, String change) {
        jdbc.sql("UPDATE event SET " + change + " WHERE id = ?")
                .param(event.id().value())
                .update();
    }

    private List<Delivery> claim() {
        return ports.queue().claim(function, 100, Duration.ofMinutes(1));
    }

    @Test
    void an_event_that_cannot_be_read_is_a_dead_letter_at_once_and_its_neighbours_are_claimed() {
        Event before = append();
        List<String> changes = List.of(
                "payload = '{}'",
                "payload = 'null'",
                "payload = payload - 'customer'",
                "payload = payload || '{\"status\": \"LOST\"}'",
                "payload = payload || '{\"status\": null}'",
                "payload = payload || '{\"customer\": null}'",
                "payload = payload || '{\"version\": \"two\"}'",
                "payload = payload || '{\"items\": null}'",
                "payload = payload || '{\"items\": {}}'",
                "payload = payload || '{\"items\": [{}]}'");
        List<Event> spoiled = changes.stream()
                .map(change -> {
                    Event event = append();
                    spoil(event, change);
                    return event;
                })
                .toList();
        Event after = append();
        assertThat(claim()).extracting(Delivery::event).containsExactlyInAnyOrder(before, after);
        assertThat(ports.reads().deadLetters(1_000))
                .filteredOn(letter -> letter.id().function().equals(function))
                .extracting(DeadLetter::id)
                .containsExactlyInAnyOrderElementsOf(spoiled.stream()
                        .map(event -> new DeliveryId(event.id(), function))
                        .toList());
    }

    @Test
    void a_dead_letter_that_was_mended_is_claimed_once_redriven() {
        Event event = append();
        String payload = jdbc.sql("SELECT payload::text FROM event WHERE id = ?")
                .param(event.id().value())
                .query(String.class)
                .single();
        spoil(event, "payload = '{}'");
        assertThat(claim()).isEmpty();
        jdbc.sql("UPDATE event SET payload = ?::jsonb WHERE id = ?")
                .params(payload, event.id().value())
                .update();
        assertThat(ports.queue().redrive(Set.of(new DeliveryId(event.id(), function))))
                .isEqualTo(1);
        assertThat(claim()).extracting(Delivery::event).containsExactly(event);
    }

    @Test
    void a_dead_letter_whose_type_cannot_be_read_does_not_hide_the_others() {
        Event event = append();
        Event spoiled = append();
        spoil(spoiled, "type = 'OrderLost'");
        assertThat(claim()).extracting(Delivery::event).containsExactly(event);
        jdbc.sql("UPDATE delivery SET state = 'DEAD', why = '' WHERE function = ?")
                .param(function.value())
                .update();
        assertThat(ports.reads().deadLetters(1_000))
                .filteredOn(letter -> letter.id().function().equals(function))
                .extracting(letter -> letter.id().event())
                .containsExactly(event.id());
        jdbc.sql("DELETE FROM delivery WHERE function = ?")
                .param(function.value())
                .update();
    }

    @Test
    void an_order_that_cannot_be_read_does_not_hide_the_others() {
        Order first = Orders.placed();
        Order second = sameCustomer(first, "q-2");
        List.of(first, second).forEach(order -> ports.transactions().transact(tx -> tx.insert(order)));
        for (String change : List.of("items = '[{}]'", "items = 'null'", "status = 'LOST'")) {
            jdbc.sql("UPDATE customer_order SET " + change + " WHERE id = ?")
                    .param(first.id().value())
                    .update();
            assertThat(ports.reads().orders(Set.of(first.id(), second.id()))).containsExactly(second);
            assertThat(ports.reads().ordersOf(first.customer())).containsExactly(second);
        }
    }

    private static Order sameCustomer(Order order, String request) {
        return Order.placed(new PlaceOrder(
                new CustomerId(order.customer().value()), new RequestId(request), order.restaurant(), order.items()));
    }

    @Test
    void a_count_that_cannot_be_read_does_not_hide_the_others() {
        Order order = Orders.placed();
        jdbc.sql("WITH r AS (INSERT INTO board_revision (restaurant, revision) VALUES (?, 7) RETURNING restaurant) "
                        + "INSERT INTO board (restaurant, status, count) "
                        + "SELECT restaurant, status, 1 FROM r, unnest('{PLACED,LOST}'::text[]) AS s (status)")
                .param(order.restaurant().value())
                .update();
        assertThat(ports.reads().board(order.restaurant()))
                .hasToString("Board[restaurant=%s, revision=7, counts={PLACED=1}]".formatted(order.restaurant()));
    }

    @Test
    void the_newest_orders_of_a_customer_are_read_up_to_the_limit_and_the_versions_of_all() {
        Order first = Orders.placed();
        ports.transactions().transact(tx -> tx.insert(first));
        for (int n = 2; n <= 101; n++) {
            Order order = sameCustomer(first, "q-" + n);
            ports.transactions().transact(tx -> tx.insert(order));
        }
        assertThat(ports.reads().ordersOf(first.customer()))
                .hasSize(100)
                .doesNotContain(first)
                .first()
                .extracting(order -> order.placedBy().value())
                .isEqualTo("q-2");
        assertThat(ports.reads().versions(Set.of(), Set.of(first.customer()))).hasSize(101);
    }
}
