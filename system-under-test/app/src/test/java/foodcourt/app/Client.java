package foodcourt.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who speaks GraphQL to the app; without a customer, nobody knows who. */
@NullMarked
record Client(int port, Optional<String> customer) {
    static final String ORDER =
            "... on Order { id customer restaurant status version total items { dish quantity price } }";
    static final String RESULT = "{ __typename " + ORDER + " ... on Refusal { reason } }";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Unpaired surrogates can be sent in their escaped form alone. */
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The whole response: data and errors. */
    JsonNode ask(String document) {
        return JSON.readTree(send(document, "application/json", BodyHandlers.ofString()));
    }

    /** Orders 2 pizzas of 900 cents. */
    JsonNode place(String requestId, String restaurant) {
        return place(requestId, restaurant, "{dish:\"pizza\",quantity:2,price:900}");
    }

    JsonNode place(String requestId, String restaurant, String items) {
        return ask("mutation { placeOrder(input: {requestId:\"%s\", restaurant:\"%s\", items:[%s]}) %s }"
                        .formatted(requestId, restaurant, items, RESULT))
                .at("/data/placeOrder");
    }

    JsonNode cancel(String order, String requestId) {
        return ask("mutation { cancelOrder(order:\"%s\", requestId:\"%s\") %s }".formatted(order, requestId, RESULT))
                .at("/data/cancelOrder");
    }

    JsonNode order(String id) {
        return ask("{ order(id:\"%s\") { %s } }".formatted(id, ORDER)).at("/data/order");
    }

    /** The status of the answer to a body that may be anything. */
    int status(String contentType, byte... body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
        return answer(request, BodyHandlers.discarding()).statusCode();
    }

    /** The whole response to a document with variables. */
    JsonNode ask(String document, JsonNode variables) {
        String body = ASCII.writeValueAsString(
                JSON.createObjectNode().put("query", document).set("variables", variables));
        return JSON.readTree(post(body, "application/json", BodyHandlers.ofString()));
    }

    /** A subscription over server-sent events, line by line. */
    Stream<String> events(String document) {
        return send(document, "text/event-stream", BodyHandlers.ofLines());
    }

    Socket socket() {
        return Socket.open(this);
    }

    private <T> T send(String document, String accept, BodyHandler<T> handler) {
        return post(JSON.createObjectNode().put("query", document).toString(), accept, handler);
    }

    private <T> T post(String body, String accept, BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body));
        customer.ifPresent(name -> request.header("X-Customer", name));
        return answer(request, handler).body();
    }

    private static <T> HttpResponse<T> answer(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
