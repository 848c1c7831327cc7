package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Subscribers that never read cost the others nothing. The app is a process of its own, in little heap, that ends when
 * that is not enough.
 */
@NullUnmarked
class HostileSubscribersIT extends RunningApp {
    private static final int SOCKETS = 60;
    private static final int SUBSCRIPTIONS_OF_A_SOCKET = 5;
    private static final int ORDERS = 50;
    private static final String MINE = "subscription { myOrders(customer:\\\"hostile\\\")"
            + " { id version items { dish a: dish b: dish quantity price } } }";

    @TempDir
    Path folder;

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    AgreeableThirdParties thirdParties;

    /**
     * 300 subscriptions to 50 orders of 100 items whose dishes, of 100 characters, are asked for three times: 450 MB of
     * text that nobody reads, and 192 MB of heap.
     */
    @Test
    void a_well_behaved_subscriber_gets_its_updates_beside_300_subscriptions_that_never_read() throws Exception {
        jdbc.sql("CREATE DATABASE hostile").update();
        int door = freePort();
        Process app = start(door);
        List<WebSocket> sockets = new ArrayList<>();
        HttpClient http = HttpClient.newHttpClient();
        try {
            Client hostile = new Client(door, Optional.of("hostile"));
            await().atMost(Duration.ofMinutes(3)).until(() -> !app.isAlive() || answers(hostile));
            assertThat(app.isAlive()).as(this::log).isTrue();
            for (int n = 0; n < ORDERS; n++) {
                place(hostile, "q-" + n);
            }
            for (int n = 0; n < SOCKETS; n++) {
                sockets.add(neverReading(http, door));
            }
            Client ann = new Client(door, Optional.of("ann"));
            try (Socket socket = ann.socket()) {
                socket.subscribe("s", "subscription { myOrders(customer:\"ann\") { id status version } }");
                for (int n = 0; n < 20; n++) {
                    String order = ann.place("q-" + n, "r").path("id").asString();
                    place(hostile, "more-" + n);
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> socket.orders("s").stream()
                                    .anyMatch(o -> o.path("id").asString().equals(order)
                                            && o.path("status").asString().equals("DELIVERED")));
                }
            }
            assertThat(app.isAlive()).as(this::log).isTrue();
        } finally {
            sockets.forEach(WebSocket::abort);
            app.destroyForcibly().waitFor();
            http.shutdownNow();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("app.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(int door) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName(),
                        "--server.port=" + door,
                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "hostile"),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--foodcourt.third-parties=" + thirdParties.uri())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("app.log").toFile())
                .start();
    }

    private static boolean answers(Client client) {
        try {
            return client.ask("{ orders { id } }").has("data");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Of the largest kind. */
    private static void place(Client client, String request) {
        ObjectNode variables = JsonMapper.shared().createObjectNode();
        ObjectNode input =
                variables.putObject("input").put("requestId", request).put("restaurant", "r");
        ArrayNode items = input.putArray("items");
        IntStream.range(0, 100)
                .forEach(n -> items.addObject()
                        .put("dish", ("dish " + request + " " + n + " ".repeat(100)).substring(0, 99) + ".")
                        .put("quantity", 1)
                        .put("price", n));
        JsonNode answer = client.ask(
                "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }", variables);
        assertThat(answer.at("/data/placeOrder/__typename").asString()).isEqualTo("Order");
    }

    /** It asks for no frame beyond the handshake. */
    private static WebSocket neverReading(HttpClient http, int door) {
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .header("X-Customer", "hostile")
                .buildAsync(URI.create("ws://127.0.0.1:" + door + "/graphql"), new WebSocket.Listener() {
                    @Override
                    public void onOpen(WebSocket opened) {}
                })
                .join();
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        for (int n = 0; n < SUBSCRIPTIONS_OF_A_SOCKET; n++) {
            socket.sendText(
                            "{\"id\":\"%d\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}".formatted(n, MINE),
                            true)
                    .join();
        }
        return socket;
    }
}
