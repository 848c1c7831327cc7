package tribunal.load.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tribunal.load.network.Networks.outage;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.Outage.Mode;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.ClientOutageEnded;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.load.harness.LoadFailureException;

/** The routes of subscribers and third parties, and which routes there are. */
class NetworkFaultsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String LOCAL = "jdbc:postgresql://localhost:5432/postgres?ApplicationName=foodcourt";

    private final Networks networks = new Networks();
    private final EchoServer node = new EchoServer();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        networks.close();
        node.close();
    }

    private Socket connect(URI address) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        sockets.add(socket);
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends so many bytes, and waits until they are back; returns the time. */
    private static Duration exchange(Socket socket, int bytes) throws IOException {
        long began = System.nanoTime();
        socket.getOutputStream().write(new byte[bytes]);
        if (socket.getInputStream().readNBytes(bytes).length < bytes) {
            throw new IOException("the connection was closed");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void who_needs_no_route_has_none() {
        NetworkFaults network = networks.open(outage(Kind.KILL_NODE, SECOND));

        assertThat(network.database("node-1", "any URL")).isEqualTo("any URL");
        assertThat(network.thirdParties("node-1", node.uri())).isEqualTo(node.uri());
        assertThat(network.updates("anna", "node-1", node.uri())).isEqualTo(node.uri());
    }

    @Test
    void only_the_affected_subscriber_has_routes_one_per_node() {
        NetworkFaults network = networks.open(outage(Kind.CUT_UPDATES, SECOND));
        URI first = network.updates("anna", "node-1", node.uri());

        assertThat(first.toString()).isEqualTo("ws://127.0.0.1:" + first.getPort() + "/graphql?a=b");
        assertThat(first.getPort()).isNotEqualTo(node.uri().getPort());
        assertThat(network.updates("anna", "node-1", node.uri())).isEqualTo(first);
        assertThat(network.updates("anna", "node-2", node.uri())).isNotEqualTo(first);
        assertThat(network.updates("bert", "node-1", node.uri())).isEqualTo(node.uri());
    }

    @Test
    void only_host_and_port_of_a_database_are_replaced() {
        NetworkFaults network = networks.disturbing(Kind.CONFLICT, SECOND);
        String url = network.database("node-1", LOCAL + "&currentSchema=tribunal_run_1");

        assertThat(url)
                .matches("jdbc:postgresql://127\\.0\\.0\\.1:\\d+/postgres\\?ApplicationName=foodcourt"
                        + "&currentSchema=tribunal_run_1")
                .doesNotContain(":5432/");
        assertThat(network.database("node-1", LOCAL + "&currentSchema=tribunal_run_1"))
                .isEqualTo(url);
        assertThat(network.database("node-2", LOCAL)).isNotEqualTo(url);
    }

    @Test
    void urls_may_have_no_port_and_an_address_of_ipv6() {
        assertThat(JdbcAddress.of("jdbc:postgresql://localhost/postgres"))
                .contains(new JdbcAddress("localhost", 5432, "/postgres"));
        assertThat(JdbcAddress.of("jdbc:postgresql://[::1]:99/x?y=z")).contains(new JdbcAddress("::1", 99, "/x?y=z"));
        assertThat(JdbcAddress.of("jdbc:postgresql://a:1,b:2/x")).isEmpty();
    }

    @Test
    void a_database_elsewhere_or_with_encryption_is_an_obstacle_for_outages_of_the_database() {
        String elsewhere = "jdbc:postgresql://192.0.2.1:5432/shop";
        assertThat(NetworkFaults.obstacle(Kind.CUT_DATABASE, elsewhere))
                .contains(
                        "--database: 192.0.2.1 is another machine: expected localhost, since a proxy is put before the"
                                + " database");
        assertThat(NetworkFaults.obstacle(Kind.CUT_UPDATES, elsewhere)).isEmpty();
        assertThat(NetworkFaults.obstacle(Kind.CONFLICT, LOCAL)).isEmpty();
        assertThat(NetworkFaults.obstacle(Kind.CONFLICT, LOCAL + "&sslmode=require&a=b"))
                .contains("--database: sslmode=require: expected none, since a proxy is put before the database, which"
                        + " does not encrypt");
        assertThat(NetworkFaults.obstacle(Kind.CONFLICT, LOCAL + "&sslmode=prefer"))
                .isEmpty();
        assertThat(NetworkFaults.obstacle(Kind.CONFLICT, "jdbc:postgresql://a,b/shop"))
                .contains("--database: expected jdbc:postgresql://host:port/database with one host");
        assertThatThrownBy(() -> networks.disturbing(Kind.CONFLICT, SECOND).database("node-1", elsewhere))
                .isInstanceOf(LoadFailureException.class)
                .hasMessageContaining("192.0.2.1 is another machine");
    }

    @Test
    void it_executes_what_can_be_executed_under_load_only_by_a_network() {
        List<Kind> executed =
                Arrays.stream(Kind.values()).filter(NetworkFaults::executes).toList();

        assertThat(executed)
                .containsExactly(
                        Kind.CUT_DATABASE,
                        Kind.SLOW_DATABASE,
                        Kind.CUT_UPDATES,
                        Kind.SLOW_UPDATES,
                        Kind.EXHAUST_CONNECTIONS,
                        Kind.SILENT_UPDATES,
                        Kind.SLOW_THIRD_PARTIES,
                        Kind.CUT_THIRD_PARTIES)
                .allMatch(kind -> kind.isPossibleIn(Mode.LOAD));
        // Each can be begun.
        for (Kind kind : executed) {
            networks.open(outage(kind, SECOND)).begin(outage(kind, SECOND)).run();
        }
        NetworkFaults network = networks.open(outage(Kind.CUT_UPDATES, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> network.begin(outage(Kind.KILL_NODE, SECOND)));
        assertThatIllegalArgumentException().isThrownBy(() -> network.begin(outage(Kind.CUT_DATABASE, SECOND)));
    }

    @Test
    void a_cut_resets_the_subscribers_connection_and_is_over_at_once() throws IOException {
        NetworkFaults network = networks.open(outage(Kind.CUT_UPDATES, SECOND));
        URI address = network.updates("anna", "node-1", node.uri());
        Socket before = connect(address);
        exchange(before, 10);
        Runnable end = network.begin(outage(Kind.CUT_UPDATES, SECOND));

        assertThatIOException().isThrownBy(() -> exchange(before, 10));
        assertThat(exchange(connect(address), 10)).isPositive();
        end.run();
        assertThat(networks.entries)
                .containsExactly(
                        new ClientOutageStarted(at(0), "cut-updates", "anna"),
                        new ClientOutageEnded(at(1), "cut-updates", "anna"));
    }

    private long at(int entry) {
        HarnessEntry found = networks.entries.get(entry);
        return found.at();
    }

    @Test
    void a_slow_subscriber_needs_about_the_duration_for_each_frame() throws IOException {
        NetworkFaults network = networks.open(outage(Kind.SLOW_UPDATES, SECOND));
        Socket socket = connect(network.updates("anna", "node-1", node.uri()));
        exchange(socket, 160);
        Runnable end = network.begin(outage(Kind.SLOW_UPDATES, Duration.ofMillis(500)));

        // Five packets, with a pause of 100 ms after each: the last byte comes after four pauses, the next frame's
        // after five more.
        assertThat(exchange(socket, 160)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
        assertThat(exchange(socket, 160)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
        // It is slow at another node, too.
        Socket other = connect(network.updates("anna", "node-2", node.uri()));
        assertThat(exchange(other, 160)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
        end.run();
        exchange(socket, 1);
        assertThat(exchange(socket, 160)).isLessThan(Duration.ofMillis(390));
        assertThat(networks.entries)
                .containsExactly(
                        new ClientOutageStarted(at(0), "slow-updates", "anna"),
                        new ClientOutageEnded(at(1), "slow-updates", "anna"));
    }

    @Test
    void a_silent_subscriber_receives_nothing_not_even_the_end_until_the_outage_is_over() throws Exception {
        NetworkFaults network = networks.open(outage(Kind.SILENT_UPDATES, SECOND));
        URI address = network.updates("anna", "node-1", node.uri());
        Socket socket = connect(address);
        exchange(socket, 10);
        Runnable end = network.begin(outage(Kind.SILENT_UPDATES, SECOND));
        assertThat(isSilent(socket)).isTrue();
        node.accepted.take().shutdownOutput();

        assertThat(isSilent(socket)).isTrue();
        assertThat(isSilent(connect(address))).isTrue();
        end.run();
        socket.setSoTimeout(10_000);
        assertThat(isClosed(socket)).isTrue();
        assertThat(exchange(connect(address), 10)).isPositive();
        assertThat(networks.entries)
                .containsExactly(
                        new ClientOutageStarted(at(0), "silent-updates", "anna"),
                        new ClientOutageEnded(at(1), "silent-updates", "anna"));
    }

    private static boolean isSilent(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        socket.getOutputStream().write(1);
        try {
            int _ = socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** Whether the connection ends, in order or by a reset. */
    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void third_parties_are_slow_and_cut_for_a_time() throws Exception {
        HttpServer thirdParties = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        thirdParties.createContext("/charges", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        thirdParties.start();
        URI direct = URI.create("http://127.0.0.1:" + thirdParties.getAddress().getPort());
        try (HttpClient client = HttpClient.newHttpClient()) {
            NetworkFaults network =
                    networks.open(outage(Kind.SLOW_THIRD_PARTIES, SECOND), outage(Kind.CUT_THIRD_PARTIES, SECOND));
            URI address = network.thirdParties("node-1", direct);
            HttpRequest request =
                    HttpRequest.newBuilder(address.resolve("/charges")).build();
            client.send(request, BodyHandlers.discarding());
            Runnable slow = network.begin(outage(Kind.SLOW_THIRD_PARTIES, Duration.ofMillis(300)));
            long began = System.nanoTime();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            slow.run();
            Runnable cut = network.begin(outage(Kind.CUT_THIRD_PARTIES, SECOND));
            assertThatIOException().isThrownBy(() -> client.send(request, BodyHandlers.discarding()));
            cut.run();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        } finally {
            thirdParties.stop(0);
        }
        assertThat(networks.entries)
                .containsExactly(
                        new FaultWindowOpened(at(0), "slow-third-parties"),
                        new FaultWindowClosed(at(1), "slow-third-parties"),
                        new FaultWindowOpened(at(2), "cut-third-parties"),
                        new FaultWindowClosed(at(3), "cut-third-parties"));
    }

    @Test
    void an_outage_that_is_in_force_does_not_begin_again_and_each_end_counts_once() {
        NetworkFaults network = networks.open(outage(Kind.CUT_THIRD_PARTIES, SECOND));
        Runnable first = network.begin(outage(Kind.CUT_THIRD_PARTIES, SECOND));
        Runnable second = network.begin(outage(Kind.CUT_THIRD_PARTIES, SECOND.multipliedBy(2)));
        assertThat(networks.entries).hasSize(1);
        second.run();
        assertThat(networks.entries).hasSize(1);
        first.run();
        first.run();
        assertThat(networks.entries).hasSize(2);
        Runnable again = network.begin(outage(Kind.CUT_THIRD_PARTIES, SECOND));
        first.run();
        assertThat(networks.entries).hasSize(3);
        network.close();
        again.run();
        assertThat(networks.entries).hasSize(3);
    }
}
