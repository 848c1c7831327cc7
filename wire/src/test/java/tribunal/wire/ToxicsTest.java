package tribunal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each toxic, between a client and a server that sends everything back. Only lower bounds of times are checked. */
class ToxicsTest {
    private static final Toxic SILENT = Toxic.Timeout.silent();

    private final RecordedEntries entries = new RecordedEntries();
    private final WireProxy proxy = new WireProxy(entries, 42);
    private EchoServer server;
    private Route route;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        server = new EchoServer();
        route = proxy.open(RouteSettings.tcp("echo", server.address()));
        client = client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    private Socket client() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), route.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private void send(byte... bytes) throws IOException {
        client.getOutputStream().write(bytes);
    }

    private int read() throws IOException {
        return client.getInputStream().read();
    }

    private void roundTrip(int value) throws IOException {
        send((byte) value);
        assertThat(read()).isEqualTo(value);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void without_toxics_bytes_and_the_end_of_each_side_pass() throws IOException {
        roundTrip(7);
        client.shutdownOutput();

        assertThat(read()).isEqualTo(-1);
        await().untilAsserted(() ->
                assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.CLIENT));
    }

    @Test
    void latency_delays_a_round_trip_by_its_value_in_each_direction() throws IOException {
        route.add("up", Direction.UPSTREAM, new Toxic.Latency(Duration.ofMillis(60), Duration.ofMillis(10)));
        route.add("down", Direction.DOWNSTREAM, new Toxic.Latency(Duration.ofMillis(40), Duration.ZERO));
        long began = System.nanoTime();
        roundTrip(1);

        // 60 - 10 + 40
        assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(90));
    }

    @Test
    void latency_delays_bytes_and_does_not_queue_them_behind_each_other() throws IOException {
        route.add("slow", Direction.UPSTREAM, new Toxic.Latency(Duration.ofMillis(400), Duration.ZERO));
        long began = System.nanoTime();
        for (int n = 0; n < 20; n++) {
            send((byte) n);
            await().pollDelay(Duration.ofMillis(10)).until(() -> true);
        }
        for (int n = 0; n < 20; n++) {
            assertThat(read()).isEqualTo(n);
        }

        // One after the other they would take 20 × 400 ms.
        assertThat(since(began)).isBetween(Duration.ofMillis(400), Duration.ofMillis(4000));
    }

    @Test
    void a_removed_toxic_delays_nothing_anymore_not_even_what_waits() throws IOException {
        route.add("slow", Direction.UPSTREAM, new Toxic.Latency(Duration.ofHours(1), Duration.ZERO));
        send((byte) 5);
        assertThat(route.remove("slow")).isTrue();

        assertThat(read()).isEqualTo(5);
        assertThat(route.remove("slow")).isFalse();
    }

    @Test
    void bandwidth_passes_its_rate() throws IOException {
        route.add("narrow", Direction.DOWNSTREAM, new Toxic.Bandwidth(100));
        long began = System.nanoTime();
        send(new byte[30_000]);
        assertThat(client.getInputStream().readNBytes(30_000)).hasSize(30_000);

        // 30 KB at 100 KB/s
        assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void slow_close_delays_the_end_and_nothing_else() throws IOException {
        route.add("late", Direction.DOWNSTREAM, new Toxic.SlowClose(Duration.ofMillis(300)));
        roundTrip(3);
        long began = System.nanoTime();
        client.shutdownOutput();

        assertThat(read()).isEqualTo(-1);
        assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void timeout_drops_bytes_and_closes_the_open_connection_after_its_time() throws IOException {
        roundTrip(1);
        long began = System.nanoTime();
        route.add("dead", Direction.UPSTREAM, new Toxic.Timeout(Duration.ofMillis(200)));
        send((byte) 9);

        assertThat(read()).isEqualTo(-1);
        assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(server.received).hasValue(1);
        await().untilAsserted(() ->
                assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.PROXY));
    }

    @Test
    void timeout_closes_a_connection_that_is_opened_later_and_carries_nothing() throws IOException {
        route.add("dead", Direction.DOWNSTREAM, new Toxic.Timeout(Duration.ofMillis(50)));
        client.close();
        client = client();

        assertThat(read()).isEqualTo(-1);
    }

    @Test
    void a_silent_connection_stays_open_carries_nothing_and_closes_with_the_toxic() throws IOException {
        route.add("silent", Direction.DOWNSTREAM, SILENT);
        send((byte) 1);
        await().untilAsserted(() -> assertThat(server.received).hasValue(1));
        client.setSoTimeout(200);

        assertThatThrownBy(this::read).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(10_000);
        route.remove("silent");
        assertThat(read()).isEqualTo(-1);
    }

    @Test
    void reset_peer_resets_instead_of_passing_bytes() throws IOException {
        route.add("reset", Direction.UPSTREAM, new Toxic.ResetPeer(Duration.ofMillis(100)));
        long began = System.nanoTime();
        send((byte) 1);

        assertThatThrownBy(this::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(server.received).hasValue(0);
    }

    @Test
    void slicer_sends_small_packets_with_pauses() throws IOException {
        route.add("slices", Direction.DOWNSTREAM, new Toxic.Slicer(10, 2, Duration.ofMillis(5)));
        long began = System.nanoTime();
        send(new byte[240]);
        List<Integer> sizes = new ArrayList<>();
        byte[] buffer = new byte[240];
        for (int total = 0; total < 240; total += sizes.getLast()) {
            sizes.add(client.getInputStream().read(buffer));
        }

        // 240 bytes in slices of at most 12: 20 slices, and 19 pauses before the last.
        assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(19 * 5));
        assertThat(sizes)
                .hasSizeGreaterThan(1)
                .first()
                .satisfies(size -> assertThat(size).isLessThan(240));
    }

    @Test
    void limit_data_closes_the_connection_after_so_many_bytes() throws IOException {
        route.add("limited", Direction.DOWNSTREAM, new Toxic.LimitData(100));
        send(new byte[150]);

        assertThat(client.getInputStream().readAllBytes()).hasSize(100);
    }

    @Test
    void toxicity_chooses_the_same_share_of_connections_for_the_same_seed() {
        List<Boolean> affected = affected(new WireProxy(entries, 7).key("route/toxic"), 0.3);

        assertThat(affected(new WireProxy(entries, 7).key("route/toxic"), 0.3)).isEqualTo(affected);
        assertThat(affected(new WireProxy(entries, 8).key("route/toxic"), 0.3)).isNotEqualTo(affected);
        // 300 expected; the standard deviation is √(1000 × 0.3 × 0.7) = 14.5.
        assertThat(affected.stream().filter(each -> each).count()).isBetween(240L, 360L);
        assertThat(affected(1, 0)).containsOnly(false);
        assertThat(affected(1, 1)).containsOnly(true);
    }

    private static List<Boolean> affected(long key, double toxicity) {
        ActiveToxic toxic = new ActiveToxic("toxic", Direction.UPSTREAM, SILENT, toxicity, key);
        return IntStream.range(0, 1000).mapToObj(toxic::affects).toList();
    }

    @Test
    void a_toxic_has_a_window_in_the_evidence() {
        route.add("silent", Direction.DOWNSTREAM, SILENT, 0.5);
        route.remove("silent");

        WireEntry.ToxicStarted started = entries.only(WireEntry.ToxicStarted.class);
        WireEntry.ToxicEnded ended = entries.only(WireEntry.ToxicEnded.class);
        assertThat(started)
                .isEqualTo(
                        new WireEntry.ToxicStarted(started.at(), "echo", "silent", Direction.DOWNSTREAM, SILENT, 0.5));
        assertThat(ended).isEqualTo(new WireEntry.ToxicEnded(ended.at(), "echo", "silent"));
        assertThat(ended.at()).isGreaterThan(started.at());
    }

    @Test
    void values_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Toxic.Latency(Duration.ofMillis(-1), Duration.ZERO))
                .withMessage("latency is PT-0.001S: give a duration of zero or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new Toxic.Bandwidth(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Toxic.Slicer(5, 5, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Toxic.LimitData(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> route.add("often", Direction.UPSTREAM, SILENT, 1.5))
                .withMessage("toxicity is 1.5: give a share from 0 to 1");
        route.add("twice", Direction.UPSTREAM, SILENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> route.add("twice", Direction.UPSTREAM, SILENT))
                .withMessage("route echo has a toxic named twice: remove it first");
    }

    @Test
    void toxics_have_toxiproxys_names() {
        Duration time = Duration.ZERO;
        assertThat(List.of(
                                new Toxic.Latency(time, time),
                                new Toxic.Bandwidth(1),
                                new Toxic.SlowClose(time),
                                SILENT,
                                new Toxic.ResetPeer(time),
                                new Toxic.Slicer(1, 0, time),
                                new Toxic.LimitData(0))
                        .stream()
                        .map(Toxic::type))
                .containsExactly("latency", "bandwidth", "slow_close", "timeout", "reset_peer", "slicer", "limit_data");
    }
}
