package foodcourt.app;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client's connection that speaks graphql-transport-ws, and what came over it. */
@NullMarked
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket line;

    private Socket(Client client) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("graphql-transport-ws");
        client.customer().ifPresent(name -> builder.header("X-Customer", name));
        line = builder.buildAsync(URI.create("ws://127.0.0.1:" + client.port() + "/graphql"), this)
                .join();
    }

    /** Connected, and nothing more. */
    static Socket silent(Client client) {
        return new Socket(client);
    }

    /** Connected and acknowledged. */
    static Socket open(Client client) {
        Socket socket = new Socket(client);
        socket.send("{\"type\":\"connection_init\"}");
        socket.awaits(frame -> type(frame).equals("connection_ack"));
        return socket;
    }

    void send(String frame) {
        line.sendText(frame, true).join();
    }

    void subscribe(String id, String document) {
        send(JSON.createObjectNode()
                .put("id", id)
                .put("type", "subscribe")
                .set("payload", JSON.createObjectNode().put("query", document))
                .toString());
    }

    /** Waits for the first frame like that. */
    JsonNode awaits(Predicate<JsonNode> wanted) {
        await().until(() -> frames.stream().anyMatch(wanted));
        return frames.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** The orders that one subscription has been sent so far. */
    List<JsonNode> orders(String id) {
        return Stream.concat(data(id, "orderUpdates").stream(), data(id, "myOrders").stream())
                .toList();
    }

    /** What one subscription has been sent so far under this field. */
    List<JsonNode> data(String id, String field) {
        return frames.stream()
                .filter(frame ->
                        type(frame).equals("next") && id.equals(frame.path("id").asString()))
                .map(frame -> frame.at("/payload/data/" + field))
                .filter(data -> !data.isMissingNode())
                .toList();
    }

    static String type(JsonNode frame) {
        return frame.path("type").asString();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        closed.complete(status);
        return null;
    }

    /** The status with which the app closed it. */
    int closedWith() {
        await().until(closed::isDone);
        return closed.join();
    }

    void sendBinary(byte... bytes) {
        line.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    @Override
    public void close() {
        line.abort();
    }
}
