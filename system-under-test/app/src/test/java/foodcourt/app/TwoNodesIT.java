package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Two nodes against one database, in a schema of their own. Their polls are an hour apart, so a node learns of the
 * other node's changes by a hint, or by the resync after a lost connection.
 */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT extends RunningApp {
    private static final String MINE = "subscription { myOrders(customer:\"%s\") { id status version } }";
    private static final String LISTENING = "application_name = 'foodcourt node-2 listening'";

    private final String name = "c-" + UUID.randomUUID();
    private ConfigurableApplicationContext first;
    private ConfigurableApplicationContext second;

    @BeforeAll
    void start(@Autowired EmbeddedPostgres postgres, @Autowired AgreeableThirdParties thirdParties) {
        jdbc.sql("CREATE DATABASE two_nodes").update();
        String url = postgres.getJdbcUrl("postgres", "two_nodes") + "&currentSchema=food_court";
        first = node("node-1", url, thirdParties);
        second = node("node-2", url, thirdParties);
        await().until(() -> listening() == 1);
    }

    private static ConfigurableApplicationContext node(String name, String url, AgreeableThirdParties thirdParties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--spring.datasource.dbcp2.initial-size=2",
                        "--foodcourt.third-parties=" + thirdParties.uri(),
                        "--foodcourt.node=" + name,
                        "--foodcourt.nodes=2",
                        "--foodcourt.delivery-timeout=1m",
                        "--foodcourt.third-party-timeout=1m",
                        "--foodcourt.poll=1h");
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void what_is_ordered_at_one_node_is_seen_at_the_other_up_to_the_end_and_never_backwards() {
        String restaurant = "r-" + UUID.randomUUID();
        try (Socket socket = at(second).socket()) {
            socket.subscribe("s", MINE.formatted(name));
            socket.subscribe(
                    "b", "subscription { restaurantBoard(restaurant:\"%s\") { revision } }".formatted(restaurant));
            await().untilAsserted(() -> assertThat(numbers(socket.data("b", "restaurantBoard"), "revision"))
                    .containsExactly(0));
            String id = at(first)
                    .place("q-" + UUID.randomUUID(), restaurant)
                    .path("id")
                    .asString();
            await().untilAsserted(() -> assertThat(versions(socket, id)).endsWith(5));
            assertThat(versions(socket, id)).isSorted().doesNotHaveDuplicates();
            await().untilAsserted(() -> assertThat(numbers(socket.data("b", "restaurantBoard"), "revision"))
                    .endsWith(5)
                    .isSorted()
                    .doesNotHaveDuplicates());
        }
    }

    /** The row is changed outside the app, so no hint announces it: only the resync after the new LISTEN finds it. */
    @Test
    void after_its_line_was_cut_a_node_reads_everything_again() {
        String id = at(first).place("q-" + UUID.randomUUID(), "r").path("id").asString();
        await().until(() -> at(first).order(id).path("version").asInt() == 5);
        try (Socket socket = at(second).socket()) {
            socket.subscribe("s", MINE.formatted(name));
            await().untilAsserted(() -> assertThat(versions(socket, id)).containsExactly(5));
            shared().sql("UPDATE customer_order SET version = 6 WHERE id = ?")
                    .param(UUID.fromString(id))
                    .update();
            int cut = shared().sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + LISTENING)
                    .query(Integer.class)
                    .single();
            assertThat(cut).isEqualTo(1);
            await().untilAsserted(() -> assertThat(versions(socket, id)).containsExactly(5, 6));
        }
        await().until(() -> listening() == 1);
    }

    @Test
    void both_nodes_take_deliveries_and_each_runs_once() {
        List<String> ids = IntStream.range(0, 60)
                .mapToObj(n -> at(n % 2 == 0 ? first : second).place("q-" + UUID.randomUUID(), "r-both"))
                .map(order -> order.path("id").asString())
                .toList();
        await().until(() ->
                count("SELECT count(*) FROM customer_order WHERE restaurant = 'r-both'" + " AND status = 'DELIVERED'")
                        == ids.size());
        await().until(() -> count(ours("d.state <> 'DONE'")) == 0);
        assertThat(count(ours("true"))).isGreaterThan(60 * 5);
        assertThat(count(ours("d.attempt <> 1"))).as("needless attempts").isZero();
        assertThat(count(ours("d.node = 'node-1'"))).isPositive();
        assertThat(count(ours("d.node = 'node-2'"))).isPositive();
    }

    @Test
    void the_tables_are_in_the_schema_that_the_url_names() {
        assertThat(shared().sql("SELECT DISTINCT schemaname FROM pg_tables WHERE tablename IN "
                                + "('customer_order', 'event', 'delivery', 'board', 'flyway_schema_history')")
                        .query(String.class)
                        .list())
                .containsExactly("food_court");
    }

    private static String ours(String condition) {
        return "SELECT count(*) FROM delivery d JOIN event e ON e.id = d.event JOIN customer_order o ON o.id = e.order_id"
                + " WHERE o.restaurant = 'r-both' AND " + condition;
    }

    private int count(String sql) {
        return shared().sql(sql).query(Integer.class).single();
    }

    private int listening() {
        return count("SELECT count(*) FROM pg_stat_activity WHERE " + LISTENING);
    }

    private JdbcClient shared() {
        return first.getBean(JdbcClient.class);
    }

    private Client at(ConfigurableApplicationContext node) {
        return new Client(((WebServerApplicationContext) node).getWebServer().getPort(), Optional.of(name));
    }

    private static List<Integer> versions(Socket socket, String order) {
        return numbers(
                socket.orders("s").stream()
                        .filter(o -> o.path("id").asString().equals(order))
                        .toList(),
                "version");
    }

    private static List<Integer> numbers(List<JsonNode> nodes, String field) {
        return nodes.stream().map(n -> n.path(field).asInt()).toList();
    }
}
