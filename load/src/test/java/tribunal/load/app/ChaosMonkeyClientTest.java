package tribunal.load.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tribunal.load.harness.LoadFailureException;
import tribunal.scenario.ChaosMonkeySettings;

class ChaosMonkeyClientTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private HttpServer actuator = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        actuator.createContext("/actuator/", this::answer);
        actuator.start();
    }

    @AfterEach
    void stop() {
        actuator.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/actuator/".length());
        asked.add(path);
        bodies.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean counted = !path.startsWith("metrics/") || path.contains("latency");
        byte[] body = "{\"measurements\":[{\"value\":7.0}]}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(counted ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ChaosMonkeyClient monkey(Optional<Double> cpu) {
        ChaosMonkeySettings plan = new ChaosMonkeySettings(
                List.of("queue", "orders"),
                50,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                true,
                cpu,
                Optional.empty());
        return new ChaosMonkeyClient("node-1", actuator.getAddress().getPort(), plan);
    }

    @Test
    void assaults_are_configured_before_they_are_enabled() {
        monkey(Optional.empty()).begin(Duration.ofSeconds(9));

        assertThat(asked).containsExactly("chaosmonkey/assaults", "chaosmonkey/enable");
        assertThat(bodies.get("chaosmonkey/assaults"))
                .contains("\"level\":50", "\"latencyRangeEnd\":20", "\"exceptionsActive\":true", "\"cpuActive\":false");
    }

    @Test
    void its_strikes_are_counted_by_kind_once_it_sleeps() {
        assertThat(monkey(Optional.empty()).end())
                .containsExactly(
                        Map.entry("cpu", 0L),
                        Map.entry("exception", 0L),
                        Map.entry("latency", 7L),
                        Map.entry("memory", 0L));
        assertThat(asked.getFirst()).isEqualTo("chaosmonkey/disable");
    }

    @Test
    void a_node_that_does_not_listen_fails_the_run() {
        ChaosMonkeyClient monkey = monkey(Optional.empty());
        actuator.stop(0);

        assertThatThrownBy(() -> monkey.begin(Duration.ofSeconds(9)))
                .isInstanceOf(LoadFailureException.class)
                .hasMessageContaining("Chaos Monkey of node-1, chaosmonkey/assaults");
    }
}
