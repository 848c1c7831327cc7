package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.order.Order;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subscriptions over graphql-transport-ws and server-sent events. */
@NullUnmarked
class SubscriptionsIT extends RunningApp {
    private static final String MINE = "subscription { myOrders(customer:\"%s\") { id status version } }";
    private static final String ONE = "subscription { orderUpdates(order:\"%s\") { id status version } }";

    private static final String BOARD =
            "subscription { restaurantBoard(restaurant:\"%s\") { restaurant revision counts { status orders } } }";

    private final String name = "c-" + UUID.randomUUID();

    @Test
    void my_orders_report_each_order_until_it_is_delivered_and_never_backwards() {
        Client me = me();
        try (Socket socket = me.socket()) {
            socket.subscribe("s", MINE.formatted(name));
            List<String> placed = Stream.of("q-1", "q-2", "q-3")
                    .map(request -> me.place(request, "r").path("id").asString())
                    .toList();
            placed.forEach(id -> await().untilAsserted(() -> assertDelivered(socket, id)));
            placed.forEach(id -> assertThat(versions(socket, id))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(5));
        }
    }

    @Test
    void order_updates_begin_with_the_present_state_and_then_report_changes() {
        Order order = asleep();
        Client customer = new Client(port, Optional.of(order.customer().value()));
        String id = order.id().toString();
        try (Socket socket = customer.socket()) {
            socket.subscribe("s", ONE.formatted(id));
            await().untilAsserted(() -> assertThat(versions(socket, id)).containsExactly(1));
            customer.cancel(id, "q-2");
            await().untilAsserted(() -> assertThat(versions(socket, id)).containsExactly(1, 2));
            assertThat(status(socket, id)).isEqualTo("CANCELLED");
        }
    }

    @Test
    void order_updates_end_with_delivered() {
        Client me = me();
        String id = me.place("q-1", "r").path("id").asString();
        try (Socket socket = me.socket()) {
            socket.subscribe("s", ONE.formatted(id));
            await().untilAsserted(() -> assertDelivered(socket, id));
            assertThat(versions(socket, id)).isSorted().doesNotHaveDuplicates().endsWith(5);
        }
    }

    @Test
    void who_subscribes_late_gets_the_last_state_at_once() {
        Client me = me();
        String id = me.place("q-1", "r").path("id").asString();
        await().until(() -> me.order(id).path("status").asString().equals("DELIVERED"));
        try (Socket socket = me.socket()) {
            socket.subscribe("s", MINE.formatted(name));
            await().untilAsserted(() -> assertThat(versions(socket, id)).containsExactly(5));
        }
    }

    /** The row is changed behind the app's back, as by another node whose hint was lost. */
    @Test
    void a_lost_hint_is_made_good_by_the_next_resync() {
        Order order = asleep();
        String id = order.id().toString();
        try (Socket socket = new Client(port, Optional.of(order.customer().value())).socket()) {
            socket.subscribe("s", ONE.formatted(id));
            await().untilAsserted(() -> assertThat(versions(socket, id)).containsExactly(1));
            jdbc.sql("UPDATE customer_order SET status = 'REJECTED', version = 2 WHERE id = ?")
                    .param(order.id().value())
                    .update();
            await().untilAsserted(() -> assertThat(versions(socket, id)).containsExactly(1, 2));
        }
    }

    /** Five events: each revision counts one more; what was entered is left again, but DELIVERED. */
    @Test
    void a_board_begins_with_its_present_state_and_grows_by_revision_up_to_the_last_change() {
        String restaurant = "r-" + UUID.randomUUID();
        try (Socket socket = new Client(port, Optional.empty()).socket()) {
            socket.subscribe("b", BOARD.formatted(restaurant));
            await().untilAsserted(() -> assertThat(revisions(socket)).containsExactly(0L));
            me().place("q-1", restaurant);
            await().untilAsserted(() -> assertThat(revisions(socket)).endsWith(5L));
            assertThat(revisions(socket)).isSorted().doesNotHaveDuplicates();
            assertThat(boards(socket).getLast().path("counts").valueStream())
                    .extracting(c ->
                            c.path("status").asString() + " " + c.path("orders").asInt())
                    .contains("PLACED 0", "DELIVERED 1");
        }
    }

    /** The revision is raised behind the app's back, as by another node whose hint was lost. */
    @Test
    void a_board_whose_hint_was_lost_is_made_good_by_the_next_resync() {
        String restaurant = "r-" + UUID.randomUUID();
        jdbc.sql("WITH r AS (INSERT INTO board_revision (restaurant, revision) VALUES (?, 1) RETURNING restaurant) "
                        + "INSERT INTO board (restaurant, status, count) SELECT restaurant, 'PLACED', 1 FROM r")
                .param(restaurant)
                .update();
        try (Socket socket = me().socket()) {
            socket.subscribe("b", BOARD.formatted(restaurant));
            await().untilAsserted(() -> assertThat(revisions(socket)).containsExactly(1L));
            jdbc.sql("UPDATE board_revision SET revision = 2 WHERE restaurant = ?")
                    .param(restaurant)
                    .update();
            await().untilAsserted(() -> assertThat(revisions(socket)).containsExactly(1L, 2L));
        }
    }

    private static List<JsonNode> boards(Socket socket) {
        return socket.data("b", "restaurantBoard");
    }

    private static List<Long> revisions(Socket socket) {
        return boards(socket).stream().map(b -> b.path("revision").asLong()).toList();
    }

    @Test
    void a_ping_is_answered_by_a_pong() {
        try (Socket socket = me().socket()) {
            socket.send("{\"type\":\"ping\"}");
            socket.awaits(frame -> Socket.type(frame).equals("pong"));
        }
    }

    @Test
    void the_orders_of_others_are_refused_with_an_error_frame() {
        String ofAnother = asleep().id().toString();
        try (Socket socket = me().socket()) {
            socket.subscribe("one", ONE.formatted(ofAnother));
            socket.subscribe("all", MINE.formatted("somebody else"));
            socket.subscribe("none", ONE.formatted(new UUID(0, 0)));
            List.of("one", "all", "none")
                    .forEach(id -> assertThat(error(socket, id)).isEqualTo("FORBIDDEN"));
            assertThat(socket.orders("one")).isEmpty();
        }
    }

    @Test
    void who_does_not_say_who_they_are_is_refused_with_an_error_frame() {
        try (Socket socket = new Client(port, Optional.empty()).socket()) {
            socket.subscribe("s", MINE.formatted(name));
            assertThat(error(socket, "s")).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void server_sent_events_carry_the_same() {
        Client me = me();
        String id = me.place("q-1", "r").path("id").asString();
        try (Stream<String> lines = me.events(ONE.formatted(id))) {
            assertThat(lines.filter(line -> line.contains("DELIVERED")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("\"version\":5"));
        }
    }

    private Client me() {
        return new Client(port, Optional.of(name));
    }

    /** An order whose event nobody reacts to, so that it stays as it is. */
    private Order asleep() {
        Order order = Orders.placed();
        ports.transactions().transact(tx -> tx.insert(order));
        return order;
    }

    private static void assertDelivered(Socket socket, String order) {
        assertThat(status(socket, order)).isEqualTo("DELIVERED");
    }

    private static String status(Socket socket, String order) {
        List<JsonNode> updates = updates(socket, order);
        return updates.isEmpty() ? "" : updates.getLast().path("status").asString();
    }

    private static List<Integer> versions(Socket socket, String order) {
        return updates(socket, order).stream()
                .map(o -> o.path("version").asInt())
                .toList();
    }

    private static List<JsonNode> updates(Socket socket, String order) {
        return socket.orders("s").stream()
                .filter(o -> o.path("id").asString().equals(order))
                .toList();
    }

    private static String error(Socket socket, String id) {
        return socket.awaits(f -> Socket.type(f).equals("error")
                        && f.path("id").asString().equals(id))
                .at("/payload/0/extensions/classification")
                .asString();
    }
}
