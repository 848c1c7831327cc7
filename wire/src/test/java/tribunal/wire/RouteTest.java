package tribunal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening and closing of routes and connections. */
class RouteTest {
    private final RecordedEntries entries = new RecordedEntries();
    private final WireProxy proxy = new WireProxy(entries, 42);
    private EchoServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    private Route open(String name) throws IOException {
        return proxy.open(RouteSettings.tcp(name, server.address()));
    }

    private static Socket connect(Route route) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), route.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void roundTrip(Socket socket) throws IOException {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    @Test
    void a_closed_proxy_opens_no_route() {
        proxy.close();

        assertThatThrownBy(() -> open("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the proxy is closed: route late cannot be opened");
        assertThat(threads("wire-late-")).isEmpty();
    }

    @Test
    void two_hundred_connections_leave_no_thread_and_no_connection() throws IOException {
        Route route = open("many");
        List<Socket> clients = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            clients.add(connect(route));
            roundTrip(clients.getLast());
        }
        assertThat(threads("wire-many-")).hasSize(2 * 200 + 1);
        for (Socket client : clients) {
            client.close();
        }

        await().untilAsserted(() -> assertThat(threads("wire-many-")).containsExactly("wire-many-accept"));
        assertThat(route.connections()).isZero();
        assertThat(entries.all(WireEntry.ConnectionOpened.class)).hasSize(200);
        assertThat(entries.all(WireEntry.ConnectionClosed.class))
                .hasSize(200)
                .allSatisfy(closed -> assertThat(closed.by()).isEqualTo(Side.CLIENT));
    }

    @Test
    void closing_the_proxy_ends_threads_and_connections_and_frees_the_port() throws IOException {
        Route route = open("closed");
        try (Socket client = connect(route)) {
            roundTrip(client);
            proxy.close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        await().untilAsserted(() -> assertThat(threads("wire-closed-")).isEmpty());
        await().untilAsserted(() -> assertThat(threads("wire-timer")).isEmpty());
        assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.PROXY);
        new ServerSocket(route.port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void the_side_that_closes_first_is_recorded() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Route route = proxy.open(RouteSettings.tcp("hasty", (InetSocketAddress) listener.getLocalSocketAddress()));
            try (Socket client = connect(route)) {
                listener.accept().close();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
        await().untilAsserted(() ->
                assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.SERVER));
    }

    @Test
    void a_server_that_refuses_resets_the_client() throws IOException {
        Route route = open("refused");
        server.close();
        try (Socket client = connect(route)) {
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(entries.only(WireEntry.UpstreamRefused.class).connection()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(threads("wire-refused-")).containsExactly("wire-refused-accept"));
        assertThat(route.connections()).isZero();
    }

    @Test
    void a_route_that_is_down_refuses_clients_and_comes_back_at_the_same_port() throws IOException {
        Route route = open("shaky");
        int port = route.port();
        try (Socket client = connect(route)) {
            roundTrip(client);
            route.down();
            route.down();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThatIOException().isThrownBy(() -> connect(route)).withMessageContaining("refused");
        route.up();
        route.up();
        assertThat(route.port()).isEqualTo(port);
        try (Socket client = connect(route)) {
            roundTrip(client);
        }
        entries.only(WireEntry.RouteDown.class);
        entries.only(WireEntry.RouteUp.class);
    }

    @Test
    void the_port_of_a_route_that_is_down_is_not_free() throws IOException {
        Route route = open("reserved");
        route.down();

        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(false);
            assertThatIOException()
                    .isThrownBy(
                            () -> other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), route.port())));
        }
    }

    @Test
    void all_connections_of_a_route_can_be_reset() throws IOException {
        Route route = open("cut");
        try (Socket client = connect(route)) {
            roundTrip(client);
            route.resetConnections();

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        try (Socket client = connect(route)) {
            roundTrip(client);
        }
    }

    @Test
    void a_given_port_is_used_and_one_in_use_is_named() throws IOException {
        int port = open("first").port();

        assertThatIOException()
                .isThrownBy(() ->
                        proxy.open(RouteSettings.tcp("second", server.address()).withPort(port)))
                .withMessageContaining("port " + port + " of 127.0.0.1 cannot be opened");
    }

    @Test
    void a_server_on_another_machine_is_refused() throws IOException {
        InetSocketAddress elsewhere =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 5432);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteSettings.tcp("far", elsewhere))
                .withMessageContaining("route far leads to /192.0.2.1:5432, which is not a loopback address");
    }

    @Test
    void a_client_that_does_not_read_slows_the_server_and_takes_no_memory() throws IOException, InterruptedException {
        Route route = open("slow");
        try (Socket client = connect(route)) {
            client.setSoTimeout(60_000);
            // Far more than the operating system buffers for four sockets: up to some 40 MB each.
            int block = 1_000_000;
            int blocks = 400;
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    for (int n = 0; n < blocks; n++) {
                        client.getOutputStream().write(new byte[block]);
                    }
                    client.shutdownOutput();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            // The echo stops when all buffers on the way back are full.
            await().until(() -> {
                long before = server.received.get();
                await().pollDelay(java.time.Duration.ofMillis(200)).until(() -> true);
                return before > 0 && before == server.received.get();
            });
            long total = (long) blocks * block;
            assertThat(server.received.get()).isLessThan(total / 2);
            assertThat(client.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isEqualTo(total);
            writer.join();
        }
    }
}
