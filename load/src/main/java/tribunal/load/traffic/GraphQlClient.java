package tribunal.load.traffic;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.ClientEntry.Outcome;
import tribunal.scenario.schedule.OrderPlacement;

/** Writes the requests of clients and reads the answers: GraphQL over HTTP, and graphql-transport-ws. */
final class GraphQlClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final String ORDER = "__typename ... on Order { version status total } ... on Refusal { reason }";
    private static final String PLACE =
            "mutation($input: PlaceOrderInput!) { result: placeOrder(input: $input) { " + ORDER + " } }";
    private static final String CANCEL =
            "mutation($order: ID!, $requestId: ID!) { result: cancelOrder(order: $order, requestId: $requestId) { "
                    + ORDER + " } }";
    private static final String READ =
            "query($order: ID!) { result: order(id: $order) { __typename version status total } }";
    private static final String MINE =
            "subscription($customer: ID!) { update: myOrders(customer: $customer) { id version status total } }";
    private static final String ONE =
            "subscription($order: ID!) { update: orderUpdates(order: $order) { id version status total } }";

    private static final String BOARD =
            "subscription($restaurant: ID!) { update: restaurantBoard(restaurant: $restaurant) "
                    + "{ restaurant revision counts { status orders } } }";

    private static final int REDRIVEN_MAX = 500;
    private static final String DEAD_LETTERS =
            "query($limit: Int!) { letters: deadLetters(limit: $limit) { event function } }";
    private static final String REDRIVE =
            "mutation($letters: [DeadLetterInput!]!) { redriveDeadLetters(letters: $letters) { deliveries } }";

    private GraphQlClient() {}

    /** An answer as the client reads it; unless acknowledged: version 0, no status and no total. */
    record Reading(
            Outcome outcome,
            int version,
            String status,
            String reason,
            @Nullable Long total) {
        static Reading indeterminate(String why) {
            return new Reading(Outcome.INDETERMINATE, 0, "", why, null);
        }

        private static Reading refused(String reason) {
            return new Reading(Outcome.REFUSED, 0, "", reason, null);
        }
    }

    /** The content of an update frame: an order or a board. */
    sealed interface Update {
        String subscription();

        record OfOrder(
                String subscription,
                String order,
                int version,
                String status,
                @Nullable Long total) implements Update {}

        record OfBoard(String subscription, String restaurant, long revision, SortedMap<String, Long> counts)
                implements Update {}
    }

    static String place(OrderPlacement placement) {
        ObjectNode input = JSON.createObjectNode();
        input.put("requestId", placement.requestId()).put("restaurant", placement.restaurant());
        ArrayNode items = input.putArray("items");
        placement
                .items()
                .forEach(item -> items.addObject()
                        .put("dish", item.dish())
                        .put("quantity", item.quantity())
                        .put("price", item.price()));
        ObjectNode variables = JSON.createObjectNode();
        variables.set("input", input);
        return escaped(request(PLACE, variables));
    }

    static String cancel(String order, String requestId) {
        ObjectNode variables = JSON.createObjectNode();
        variables.put("order", order).put("requestId", requestId);
        return escaped(request(CANCEL, variables));
    }

    static String read(String order) {
        return request(READ, JSON.createObjectNode().put("order", order)).toString();
    }

    static String deadLetters() {
        return request(DEAD_LETTERS, JSON.createObjectNode().put("limit", REDRIVEN_MAX))
                .toString();
    }

    /** Request to try again the dead letters in this answer; empty if there are none. */
    static Optional<String> redrive(String answer) {
        JsonNode letters;
        try {
            letters = JSON.readTree(answer).path("data").path("letters");
        } catch (JacksonException e) {
            return Optional.empty();
        }
        if (letters.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode variables = JSON.createObjectNode();
        variables.set("letters", letters);
        return Optional.of(request(REDRIVE, variables).toString());
    }

    static String subscribeToMine(String subscription, String customer) {
        return subscribe(subscription, MINE, JSON.createObjectNode().put("customer", customer));
    }

    static String subscribeToOne(String subscription, String order) {
        return subscribe(subscription, ONE, JSON.createObjectNode().put("order", order));
    }

    static String subscribeToBoard(String subscription, String restaurant) {
        return subscribe(subscription, BOARD, JSON.createObjectNode().put("restaurant", restaurant));
    }

    private static String subscribe(String subscription, String query, ObjectNode variables) {
        ObjectNode frame = JSON.createObjectNode();
        frame.put("id", subscription).put("type", "subscribe");
        frame.set("payload", request(query, variables));
        return frame.toString();
    }

    /** Writes the request with escapes for unpaired surrogates: UTF-8 has none, and would replace them by question marks. */
    private static String escaped(ObjectNode request) {
        return UNPAIRED_SURROGATE
                .matcher(request.toString())
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    private static ObjectNode request(String query, ObjectNode variables) {
        ObjectNode request = JSON.createObjectNode();
        request.put("query", query);
        request.set("variables", variables);
        return request;
    }

    /** Reads an answer: an order, a refusal, or no such order. All else is indeterminate. */
    static Reading read(int httpStatus, String body) {
        if (httpStatus != 200) {
            return Reading.indeterminate("HTTP " + httpStatus);
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            return Reading.indeterminate("no JSON");
        }
        JsonNode result = answer.path("data").path("result");
        if (result.isNull() && answer.path("errors").isEmpty()) {
            return Reading.refused("UNKNOWN_ORDER");
        }
        return switch (result.path("__typename").asString("")) {
            case "Order" ->
                new Reading(
                        Outcome.ACKNOWLEDGED,
                        result.path("version").asInt(),
                        result.path("status").asString(),
                        "",
                        total(result));
            case "Refusal" -> Reading.refused(result.path("reason").asString());
            default ->
                Reading.indeterminate(
                        answer.path("errors").path(0).path("message").asString("no result"));
        };
    }

    private static @Nullable Long total(JsonNode order) {
        return order.path("total").isIntegralNumber() ? order.path("total").asLong() : null;
    }

    static JsonNode frame(String text) {
        return JSON.readTree(text);
    }

    static boolean isPong(String text) {
        return frame(text).path("type").asString("").equals("pong");
    }

    static Update update(JsonNode next) {
        String subscription = next.path("id").asString();
        JsonNode shown = next.path("payload").path("data").path("update");
        if (!shown.has("revision")) {
            return new Update.OfOrder(
                    subscription,
                    shown.path("id").asString(""),
                    shown.path("version").asInt(0),
                    shown.path("status").asString(""),
                    total(shown));
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        shown.path("counts")
                .forEach(count -> counts.put(
                        count.path("status").asString(), count.path("orders").asLong()));
        return new Update.OfBoard(
                subscription,
                shown.path("restaurant").asString(),
                shown.path("revision").asLong(),
                counts);
    }
}
