package foodcourt.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who speaks GraphQL to the app; without a customer, nobody knows who. */
@NullMarked
record Client(int port, Optional<String> customer) {
    static final String ORDER =
            "... on Order { id customer restaurant status version total items { dish quantity price } }";
    static final String RESULT = "{ __typename " + ORDER + " ... on Refusal { reason } }";
    private static final JsonMapper JSON = JsonMapper.shared();
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

    /** A subscription over server-sent events, line by line. */
    Stream<String> events(String document) {
        return send(document, "text/event-stream", BodyHandlers.ofLines());
    }

    Socket socket() {
        return Socket.open(this);
    }

    private <T> T send(String document, String accept, BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(
                        JSON.createObjectNode().put("query", document).toString()));
        customer.ifPresent(name -> request.header("X-Customer", name));
        try {
            return HTTP.send(request.build(), handler).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
