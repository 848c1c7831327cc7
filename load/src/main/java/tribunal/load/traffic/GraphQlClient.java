package tribunal.load.traffic;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tribunal.history.ClientEntry;
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

    private record Request(String query, Map<String, ?> variables) {}

    private record Frame(String id, String type, Request payload) {}

    /** An answer as the client reads it; unless acknowledged: version 0, no status and no output. */
    record Reading(Outcome outcome, int version, String status, String reason, Map<String, String> output) {
        static Reading indeterminate(String why) {
            return new Reading(Outcome.INDETERMINATE, 0, "", why, Map.of());
        }

        private static Reading refused(String reason) {
            return new Reading(Outcome.REFUSED, 0, "", reason, Map.of());
        }
    }

    static String place(OrderPlacement placement) {
        Map<String, ?> input = Map.of(
                "requestId", placement.requestId(),
                "restaurant", placement.restaurant(),
                "items", placement.items());
        return escaped(new Request(PLACE, Map.of("input", input)));
    }

    static String cancel(String order, String requestId) {
        return escaped(new Request(CANCEL, Map.of("order", order, "requestId", requestId)));
    }

    static String read(String order) {
        return json(new Request(READ, Map.of("order", order)));
    }

    static String deadLetters() {
        return json(new Request(DEAD_LETTERS, Map.of("limit", REDRIVEN_MAX)));
    }

    /** Request to try again the dead letters in this answer; empty if there are none. */
    static Optional<String> redrive(String answer) {
        try {
            JsonNode letters = JSON.readTree(answer).path("data").path("letters");
            return letters.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json(new Request(REDRIVE, Map.of("letters", letters))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static String subscribeToMine(String subscription, String customer) {
        return subscribe(subscription, MINE, Map.of("customer", customer));
    }

    static String subscribeToOne(String subscription, String order) {
        return subscribe(subscription, ONE, Map.of("order", order));
    }

    static String subscribeToBoard(String subscription, String restaurant) {
        return subscribe(subscription, BOARD, Map.of("restaurant", restaurant));
    }

    private static String subscribe(String subscription, String query, Map<String, ?> variables) {
        return json(new Frame(subscription, "subscribe", new Request(query, variables)));
    }

    private static String json(Record request) {
        return JSON.writeValueAsString(request);
    }

    /**
     * Writes the request with escapes for unpaired surrogates: UTF-8 has none, and would replace them by question
     * marks.
     */
    private static String escaped(Request request) {
        return UNPAIRED_SURROGATE
                .matcher(json(request))
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /** A POST to the node's GraphQL endpoint. */
    static HttpRequest post(URI node, String customer, String body) {
        return HttpRequest.newBuilder(node.resolve("/graphql"))
                .timeout(Duration.ofSeconds(3))
                .header("Content-Type", "application/json")
                .header("X-Customer", customer)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
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

    private static Map<String, String> total(JsonNode order) {
        return order.path("total").isIntegralNumber()
                ? Map.of("total", order.path("total").asString())
                : Map.of();
    }

    static JsonNode frame(String text) {
        return JSON.readTree(text);
    }

    /** Reads an update of an order or a board, received at this time. */
    static ClientEntry update(long at, JsonNode next) {
        String subscription = next.path("id").asString();
        String connection = connectionOf(subscription);
        JsonNode shown = next.path("payload").path("data").path("update");
        if (!shown.has("revision")) {
            return new ClientEntry.UpdateReceived(
                    at,
                    connection,
                    subscription,
                    "order:" + shown.path("id").asString(""),
                    shown.path("version").asInt(0),
                    shown.path("status").asString(""),
                    total(shown));
        }
        var counts = new TreeMap<String, Long>();
        shown.path("counts")
                .forEach(count -> counts.put(
                        count.path("status").asString(), count.path("orders").asLong()));
        return new ClientEntry.ViewReceived(
                at,
                connection,
                subscription,
                "board",
                shown.path("restaurant").asString(),
                shown.path("revision").asLong(),
                counts);
    }

    /** Subscriptions are named {@code connection/subject}. */
    static String connectionOf(String subscription) {
        return subscription.substring(0, subscription.indexOf('/'));
    }
}
