package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The app with Chaos Monkey on its class path, switched on and off over its actuator as the harness does. */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosMonkeyIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> WATCHED = List.of("Transactions", "DeliveryQueue", "ReadModels", "OrderCommands");

    /**
     * One call in four, by chance: were it each fourth, a client that tries again could meet the same beat for ever.
     */
    private static final String LATENCY_AND_EXCEPTIONS = """
            {"level":4,"deterministic":false,"latencyActive":true,"latencyRangeStart":1,"latencyRangeEnd":20,
             "exceptionsActive":true,"exception":{"type":"java.lang.UnsupportedOperationException","method":"<init>",
             "arguments":[{"type":"java.lang.String","value":"struck"}]},
             "killApplicationActive":false,"memoryActive":false,"cpuActive":false}""";

    private static final String CPU_AND_MEMORY = """
            {"level":2,"latencyActive":false,"exceptionsActive":false,"killApplicationActive":false,
             "cpuActive":true,"cpuMillisecondsHoldLoad":1500,"cpuLoadTargetFraction":0.2,
             "memoryActive":true,"memoryMillisecondsHoldFilledMemory":1500,"memoryMillisecondsWaitNextIncrease":100,
             "memoryFillIncrementFraction":0.05,"memoryFillTargetFraction":0.05}""";

    private EmbeddedPostgres postgres;
    private AgreeableThirdParties thirdParties;
    private ConfigurableApplicationContext app;
    private Client client;
    private URI actuator;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "off")
                .start();
        thirdParties = new AgreeableThirdParties();
        app = new SpringApplicationBuilder(Application.class)
                .profiles("chaos-monkey")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--foodcourt.third-parties=" + thirdParties.uri(),
                        "--foodcourt.attempts=100");
        client = new Client(port("local.server.port"), Optional.of("ann"));
        actuator = URI.create("http://127.0.0.1:" + port("local.management.port") + "/actuator/");
    }

    private int port(String property) {
        return app.getEnvironment().getRequiredProperty(property, Integer.class);
    }

    @AfterAll
    void stop() throws IOException {
        app.close();
        thirdParties.close();
        postgres.close();
    }

    @Test
    void each_named_bean_is_struck_while_it_is_on_and_none_before_or_after_and_no_order_is_lost() {
        String calm = placed("calm");
        await().until(() -> isDelivered(calm));
        assertThat(strikes("exception") + strikes("latency")).isZero();
        Map<String, Double> before = WATCHED.stream().collect(Collectors.toMap(Function.identity(), this::reached));

        post("chaosmonkey/assaults", LATENCY_AND_EXCEPTIONS);
        post("chaosmonkey/enable", "");
        List<String> ids =
                IntStream.range(0, 10).mapToObj(n -> placed("q-" + n)).toList();
        ids.forEach(this::isDelivered);
        await().until(() -> WATCHED.stream().allMatch(type -> reached(type) > before.get(type)));
        await().until(() -> strikes("exception") > 0 && strikes("latency") > 0);
        post("chaosmonkey/disable", "");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids).allMatch(this::isDelivered));
        double struck = strikes("exception") + strikes("latency");
        String after = placed("after");
        await().until(() -> isDelivered(after));
        assertThat(strikes("exception") + strikes("latency")).isEqualTo(struck);
        assertThat(client.ask("{ deadLetters { function } }").at("/data/deadLetters"))
                .isEmpty();
    }

    @Test
    void processor_and_memory_can_be_assaulted_too() {
        post("chaosmonkey/assaults", CPU_AND_MEMORY);
        post("chaosmonkey/enable", "");
        post("chaosmonkey/assaults/runtime/attack", "");
        post("chaosmonkey/disable", "");
        assertThat(strikes("cpu")).isPositive();
        assertThat(strikes("memory")).isPositive();
    }

    /** The app stays reachable for health checks on its own port, and keeps its actuator to itself. */
    @Test
    void the_actuator_is_not_on_the_app_s_own_port() throws Exception {
        assertThat(status("http://127.0.0.1:" + client.port() + "/readyz")).isEqualTo(200);
        assertThat(status("http://127.0.0.1:" + client.port() + "/actuator/chaosmonkey"))
                .isEqualTo(404);
    }

    private static int status(String uri) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** Sends it until it is answered by an order, as clients do. */
    private String placed(String request) {
        return await().until(() -> client.place(request, "r").path("id").asString(""), id -> !id.isEmpty());
    }

    private boolean isDelivered(String id) {
        return client.order(id).path("status").asString("").equals("DELIVERED");
    }

    /** How many calls of this type's bean were within its reach. */
    private double reached(String type) {
        JsonNode tags = metric("chaos.monkey.bean.watcher").path("availableTags");
        return tags.valueStream()
                .flatMap(tag -> tag.path("values").valueStream())
                .map(JsonNode::asString)
                .filter(component -> component.contains(type))
                .mapToDouble(component -> value(metric("chaos.monkey.bean.watcher?tag=component:" + component)))
                .sum();
    }

    private double strikes(String assault) {
        return value(metric("chaos.monkey.assault." + assault + ".count"));
    }

    private static double value(JsonNode metric) {
        return metric.at("/measurements/0/value").asDouble(0);
    }

    private JsonNode metric(String name) {
        try {
            String body = HTTP.send(
                            HttpRequest.newBuilder(actuator.resolve("metrics/" + name.replace(" ", "%20")))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void post(String path, String json) {
        try {
            var response = HTTP.send(
                    HttpRequest.newBuilder(actuator.resolve(path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
