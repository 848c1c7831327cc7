package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What no well-behaved client sends, over HTTP. */
@NullUnmarked
class HostileInputIT extends RunningApp {
    private static final String PLACE =
            "mutation ($input: PlaceOrderInput!) { result: placeOrder(input: $input) " + Client.RESULT + " }";

    private final String restaurant = "r-" + UUID.randomUUID();

    private Client client(String name) {
        return new Client(port, Optional.of(name + "-" + restaurant));
    }

    private static String reason(JsonNode response) {
        return response.at("/data/result/reason").asString("");
    }

    private static String classification(JsonNode response) {
        return response.at("/errors/0/extensions/classification").asString();
    }

    private static ObjectNode variables(String requestId, String restaurant, String dish) {
        ObjectNode variables = JsonMapper.shared().createObjectNode();
        ObjectNode input =
                variables.putObject("input").put("requestId", requestId).put("restaurant", restaurant);
        input.putArray("items").addObject().put("dish", dish).put("quantity", 1).put("price", 900);
        return variables;
    }

    @Test
    void customers_and_requests_that_run_into_each_other_get_orders_of_their_own() {
        Client first = new Client(port, Optional.of(restaurant));
        Client second = new Client(port, Optional.of(restaurant + "/b"));
        String own = first.place("b/c", "r").path("id").asString();
        assertThat(second.place("c", "r").path("id").asString()).isNotEqualTo(own);
        assertThat(second.ask("{ orders { customer } }").at("/data/orders")).hasSize(1);
    }

    @Test
    void a_text_that_cannot_be_stored_is_refused_with_a_type() {
        for (String text : List.of("a\0b", "a\uD83Cb", "\uDF55", "x".repeat(129), "")) {
            assertThat(reason(client("ann").ask(PLACE, variables(text, restaurant, "pizza"))))
                    .isEqualTo("INVALID_TEXT");
            assertThat(reason(client("ann").ask(PLACE, variables("q-1", text, "pizza"))))
                    .isEqualTo("INVALID_TEXT");
            assertThat(reason(client("ann").ask(PLACE, variables("q-1", restaurant, text))))
                    .isEqualTo("INVALID_ITEMS");
        }
        assertThat(client("ann").ask("{ orders { id } }").at("/data/orders")).isEmpty();
    }

    @Test
    void a_cancel_whose_request_cannot_be_stored_is_refused_with_a_type() {
        assertThat(client("ann")
                        .cancel(new UUID(0, 0).toString(), "c\\u0000")
                        .path("reason")
                        .asString())
                .isEqualTo("INVALID_TEXT");
    }

    @Test
    void what_is_acknowledged_is_what_is_stored() {
        String dish = "Käse \uD83C\uDF55 \"%2F/\\ \t" + "y".repeat(80);
        String id = client("ann")
                .ask(PLACE, variables("q/%2F-1", restaurant, dish))
                .at("/data/result/id")
                .asString();
        assertThat(client("ann").order(id).at("/items/0/dish").asString()).isEqualTo(dish);
    }

    @Test
    void a_customer_whose_name_is_too_long_is_refused_with_a_type() {
        Client longNamed = new Client(port, Optional.of("x".repeat(129)));
        assertThat(reason(longNamed.ask(PLACE, variables("q-1", restaurant, "pizza"))))
                .isEqualTo("INVALID_TEXT");
    }

    @Test
    void arguments_of_queries_that_cannot_be_stored_or_are_out_of_range_are_bad_requests() {
        for (String query : List.of(
                "{ restaurantBoard(restaurant:\"a\\u0000b\") { revision } }",
                "{ restaurantBoard(restaurant:\"" + "x".repeat(129) + "\") { revision } }",
                "{ order(id:\"a\\u0000b\") { id } }",
                "{ orders(limit:101) { id } }",
                "{ orders(limit:-1) { id } }",
                "{ deadLetters(limit:1001) { event } }",
                "mutation { redriveDeadLetters(letters:[{event:\"%s\", function:\"a\\u0000\"}]) { deliveries } }"
                        .formatted(new UUID(0, 0)))) {
            assertThat(classification(client("ann").ask(query))).as(query).isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void the_newest_orders_come_first_into_the_limit_and_are_listed_oldest_first() {
        List<String> placed = IntStream.range(0, 3)
                .mapToObj(n ->
                        client("ann").place("q-" + n, restaurant).path("id").asString())
                .toList();
        assertThat(client("ann").ask("{ orders(limit:2) { id } }").at("/data/orders"))
                .extracting(order -> order.path("id").asString())
                .containsExactly(placed.get(1), placed.get(2));
    }

    /** 100 orders of 100 items with three fields are 30,000 values; 34 of them are below 10,300, 32 below 10,000. */
    @Test
    void a_document_that_costs_too_much_is_not_executed() {
        String items = "{ items { dish quantity price } }";
        assertThat(classification(client("ann").ask("{ orders " + items + " }")))
                .isEqualTo("ExecutionAborted");
        assertThat(client("ann")
                        .ask("{ orders(limit:32) " + items + " }")
                        .path("errors")
                        .isMissingNode())
                .isTrue();
        String aliases = String.join(
                " ", IntStream.range(0, 40).mapToObj(n -> "a" + n + ": dish").toList());
        assertThat(classification(client("ann").ask("{ orders(limit:3) { items { " + aliases + " } } }")))
                .isEqualTo("ExecutionAborted");
    }

    @Test
    void a_document_that_is_too_long_or_too_deep_is_not_executed() {
        String deep = "{ __schema { types " + "{ ofType ".repeat(14) + "{ name }" + " }".repeat(14) + " } }";
        assertThat(classification(client("ann")
                        .ask(deep.replace("types {", "types { fields { type {").replace("{ name }", "{ name } } }"))))
                .isNotEmpty();
        assertThat(classification(client("ann").ask("{ orders { id } } #" + "x".repeat(20_000))))
                .isEqualTo("InvalidSyntax");
        assertThat(classification(client("ann").ask("{ orders { " + "id ".repeat(4_000) + "} }")))
                .isEqualTo("InvalidSyntax");
    }

    @Test
    void a_body_that_is_no_request_is_answered_400_and_one_that_is_too_long_413() {
        Client nobody = new Client(port, Optional.empty());
        for (String body : List.of(
                "null",
                "",
                "7",
                "\"text\"",
                "[]",
                "{",
                "{}",
                "{\"query\":7}",
                "{\"query\":\"{ orders { id } }\",\"variables\":[]}",
                "{\"query\":\"x\",\"operationName\":{}}",
                "[".repeat(10_000))) {
            assertThat(nobody.status("application/json", body.getBytes(StandardCharsets.UTF_8)))
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(nobody.status("application/json", new byte[] {'{', '"', (byte) 0xFF, (byte) 0xFE, '"', '}'}))
                .as("invalid UTF-8")
                .isEqualTo(400);
        assertThat(nobody.status("application/json", new byte[70_000])).isEqualTo(413);
    }

    @Test
    void a_request_of_another_content_type_is_answered_415() {
        byte[] request = "{\"query\":\"{ restaurantBoard(restaurant:\\\"r\\\") { revision } }\"}"
                .getBytes(StandardCharsets.UTF_8);
        Client nobody = new Client(port, Optional.empty());
        assertThat(nobody.status("application/json", request)).isEqualTo(200);
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "no type")) {
            assertThat(nobody.status(type, request)).as(type).isIn(400, 415);
        }
    }
}
