package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Queries and mutations over HTTP. */
@NullUnmarked
class GraphQlIT extends RunningApp {
    private final String restaurant = "r-" + UUID.randomUUID();

    @Test
    void placing_answers_the_order_in_its_first_version() {
        JsonNode order = client("ann").place("q-1", restaurant);
        assertThat(text(order, "__typename")).isEqualTo("Order");
        assertThat(text(order, "status")).isEqualTo("PLACED");
        assertThat(text(order, "restaurant")).isEqualTo(restaurant);
        assertThat(order.path("version").asInt()).isEqualTo(1);
        assertThat(order.path("total").asInt()).as("2 × 900").isEqualTo(1_800);
        assertThat(text(order.path("items").path(0), "dish")).isEqualTo("pizza");
    }

    @Test
    void a_repeated_request_returns_the_same_order_even_if_other_arguments_differ() {
        Client ann = client("ann");
        JsonNode first = ann.place("q-1", restaurant);
        JsonNode again = ann.place("q-1", "elsewhere");
        assertThat(text(again, "id")).isEqualTo(text(first, "id"));
        assertThat(text(again, "restaurant")).isEqualTo(restaurant);
        assertThat(ann.ask("{ orders { id } }").at("/data/orders")).hasSize(1);
    }

    @Test
    void an_order_lives_until_it_is_delivered_and_the_board_counts_its_way() {
        Client ann = client("ann");
        String id = text(ann.place("q-1", restaurant), "id");
        await().untilAsserted(() -> assertThat(text(ann.order(id), "status")).isEqualTo("DELIVERED"));
        assertThat(ann.order(id).path("version").asInt())
                .as("placed, paid, approved, courier assigned, delivered")
                .isEqualTo(5);
        await().untilAsserted(() -> assertThat(board())
                .as("five events; what was entered was left again, but the last")
                .isEqualTo("5: PLACED 0, PAID 0, APPROVED 0, COURIER_ASSIGNED 0, DELIVERED 1"));
        await().untilAsserted(() -> assertThat(unsettled(id)).isZero());
        assertThat(text(ann.cancel(id, "q-2"), "reason")).isEqualTo("TOO_LATE");
    }

    @Test
    void cancelling_answers_the_cancelled_order_and_again_the_same() {
        Order order = asleep();
        Client customer = client(order);
        String id = order.id().toString();
        JsonNode cancelled = customer.cancel(id, "q-2");
        assertThat(text(cancelled, "status")).isEqualTo("CANCELLED");
        assertThat(cancelled.path("version").asInt()).isEqualTo(2);
        assertThat(customer.cancel(id, "q-2")).isEqualTo(cancelled);
        assertThat(text(customer.cancel(id, "q-3"), "reason")).isEqualTo("ALREADY_CANCELLED");
    }

    @Test
    void invalid_items_are_refused_with_a_type() {
        for (String items : List.of("", "{dish:\"pizza\",quantity:0,price:1}", "{dish:\" \",quantity:1,price:1}")) {
            JsonNode refusal = client("ann").place("q-1", restaurant, items);
            assertThat(text(refusal, "__typename")).isEqualTo("Refusal");
            assertThat(text(refusal, "reason")).isEqualTo("INVALID_ITEMS");
        }
    }

    /** 3 × 1,000 × 1,000,000 cents are more than GraphQL's Int can say. */
    @Test
    void an_order_too_expensive_for_the_schema_is_refused() {
        String dear = "{dish:\"truffles\",quantity:1000,price:1000000}";
        assertThat(text(client("ann").place("q-1", restaurant, dear + dear + dear), "reason"))
                .isEqualTo("INVALID_ITEMS");
        assertThat(client("ann").place("q-1", restaurant, dear).path("total").asInt())
                .isEqualTo(1_000_000_000);
    }

    @Test
    void who_does_not_say_who_they_are_is_forbidden() {
        Client nobody = new Client(port, Optional.empty());
        assertThat(classification(nobody.ask("{ orders { id } }"))).isEqualTo("FORBIDDEN");
        assertThat(classification(
                        nobody.ask("mutation { placeOrder(input: {requestId:\"q\", restaurant:\"r\", items:[]}) "
                                + Client.RESULT + " }")))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void the_orders_of_others_cannot_be_seen_nor_cancelled() {
        Order order = asleep();
        Client stranger = client("eve");
        assertThat(client(order).order(order.id().toString()).isObject()).isTrue();
        assertThat(stranger.order(order.id().toString()).isNull()).isTrue();
        assertThat(text(stranger.cancel(order.id().toString(), "q-2"), "reason"))
                .isEqualTo("UNKNOWN_ORDER");
    }

    @Test
    void what_is_no_id_is_a_bad_request() {
        assertThat(classification(client("ann").ask("{ order(id:\"seven\") { id } }")))
                .isEqualTo("BAD_REQUEST");
        assertThat(classification(client("ann").ask("{ deadLetters(limit:-1) { event } }")))
                .isEqualTo("BAD_REQUEST");
    }

    /** It had run one attempt out of one; redriven, its function (which the app has) succeeds, as attempt 1. */
    @Test
    void a_redriven_dead_letter_is_delivered_and_what_is_not_dead_is_left_alone() {
        FunctionName function = new FunctionName("NotifyCustomer");
        Event event = Event.of(Orders.placed(), null);
        ports.transactions().transact(tx -> {
            tx.insert(event.order());
            tx.append(event, List.of());
            return event;
        });
        jdbc.sql("INSERT INTO delivery (event, function, state, attempt, due, ready_at, why) "
                        + "VALUES (?, ?, 'DEAD', 12, now(), now(), 'hopeless')")
                .params(event.id().value(), function.value())
                .update();
        String redrive = "mutation { redriveDeadLetters(letters: [{event:\"%s\", function:\"%s\"}]) { deliveries } }"
                .formatted(event.id(), function);
        assertThat(redriven(redrive)).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(unsettled(event.order().id().toString())).isZero());
        assertThat(redriven(redrive)).as("it is done").isZero();
    }

    private int redriven(String redrive) {
        return client("ann")
                .ask(redrive)
                .at("/data/redriveDeadLetters/deliveries")
                .asInt(-1);
    }

    @Test
    void redriving_is_refused_to_nobody_and_to_ids_that_are_none() {
        String redrive = "mutation { redriveDeadLetters(letters: [{event:\"x\", function:\"f\"}]) { deliveries } }";
        assertThat(classification(new Client(port, Optional.empty()).ask(redrive)))
                .isEqualTo("FORBIDDEN");
        assertThat(classification(client("ann").ask(redrive))).isEqualTo("BAD_REQUEST");
    }

    @Test
    void dead_letters_say_what_was_given_up_and_why() {
        FunctionName function = new FunctionName("Test" + UUID.randomUUID());
        Event event = Event.of(Orders.placed(), null);
        ports.transactions().transact(tx -> {
            tx.insert(event.order());
            tx.append(event, List.of(new NewDelivery(function, Duration.ZERO)));
            return event;
        });
        Delivery delivery =
                ports.queue().claim(function, 1, Duration.ofMinutes(1)).getFirst();
        ports.queue().settle(List.of(new Settlement.Dead(delivery.token(), "hopeless")));
        JsonNode letters = client("ann")
                .ask("{ deadLetters(limit:1000) { event function eventType order attempts why } }")
                .at("/data/deadLetters");
        assertThat(letters)
                .filteredOn(l -> text(l, "function").equals(function.value()))
                .singleElement()
                .hasToString(
                        "{\"event\":\"%s\",\"function\":\"%s\",\"eventType\":\"OrderPlaced\",\"order\":\"%s\",\"attempts\":1,\"why\":\"hopeless\"}"
                                .formatted(event.id(), function, event.order().id()));
    }

    private Client client(String name) {
        return new Client(port, Optional.of(name + "-" + restaurant));
    }

    private Client client(Order order) {
        return new Client(port, Optional.of(order.customer().value()));
    }

    /** An order whose event nobody reacts to, so that it stays as it is. */
    private Order asleep() {
        Order order = Orders.placed();
        ports.transactions().transact(tx -> tx.insert(order));
        return order;
    }

    private String board() {
        JsonNode board = client("ann")
                .ask("{ restaurantBoard(restaurant:\"%s\") { revision counts { status orders } } }"
                        .formatted(restaurant))
                .at("/data/restaurantBoard");
        List<String> counts = board.path("counts")
                .valueStream()
                .map(count -> text(count, "status") + " " + count.path("orders").asInt())
                .toList();
        return board.path("revision").asInt() + ": " + String.join(", ", counts);
    }

    private int unsettled(String order) {
        return jdbc.sql(
                        "SELECT count(*) FROM delivery d JOIN event e ON e.id = d.event WHERE e.order_id = ? AND d.state <> 'DONE'")
                .param(UUID.fromString(order))
                .query(Integer.class)
                .single();
    }

    private static String classification(JsonNode response) {
        return response.at("/errors/0/extensions/classification").asString();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}
