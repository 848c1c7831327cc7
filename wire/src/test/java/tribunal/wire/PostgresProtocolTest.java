package tribunal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static tribunal.wire.ProtocolPeer.message;
import static tribunal.wire.ProtocolPeer.raw;
import static tribunal.wire.ProtocolPeer.ready;
import static tribunal.wire.ProtocolPeer.request;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passes through a PostgreSQL route, byte by byte: this test is client and server. */
class PostgresProtocolTest {
    private static final int PROTOCOL_3 = 196_608;
    private static final byte[] SYNC = message('S');
    private static final byte[] FLUSH = message('H');

    private final RecordedEntries entries = new RecordedEntries();
    private final WireProxy proxy = new WireProxy(entries, 42);
    private final List<Flight> flights = new CopyOnWriteArrayList<>();
    private volatile FlightAction action = FlightAction.forward();
    private volatile FlightAction startup = FlightAction.forward();
    private ServerSocket listener;
    private Route route;
    private ProtocolPeer client;
    private ProtocolPeer server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
        route = proxy.open(RouteSettings.postgres("database", address, new FlightRule() {
            @Override
            public FlightAction decide(Flight flight) {
                flights.add(flight);
                return action;
            }

            @Override
            public FlightAction decideStartup(Flight flight) {
                return startup;
            }
        }));
        client = new ProtocolPeer(new Socket(InetAddress.getLoopbackAddress(), route.port()));
        server = new ProtocolPeer(listener.accept());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
        proxy.close();
    }

    private void startSession() throws IOException {
        client.send(request(PROTOCOL_3, "user"));
        assertThat(server.readRequest()).isEqualTo("user");
        server.send(raw('R', new byte[4]), raw('K', new byte[] {0, 0, 1, 2, 0, 0, 0, 9}), ready('I'));
        assertThat(client.read()).isEqualTo("R....");
        assertThat(client.read()).startsWith("K");
        assertThat(client.read()).isEqualTo("ZI");
    }

    private static byte[] parse(String name, String sql) {
        return message('P', name, sql, "");
    }

    private static byte[] bind(String statement) {
        return message('B', "", statement, "");
    }

    private static byte[] execute() {
        return message('E', "", "");
    }

    @Test
    void requests_for_encryption_are_declined_and_the_server_sees_none() throws IOException {
        client.send(request(PostgresMessages.GSS_ENCRYPTION_REQUEST, ""));
        assertThat(client.readByte()).isEqualTo('N');
        client.send(request(PostgresMessages.SSL_REQUEST, ""));
        assertThat(client.readByte()).isEqualTo('N');

        startSession();
    }

    @Test
    void a_cancel_request_passes_and_the_rule_is_not_asked() throws IOException {
        startup = new FlightAction.CutBefore();
        client.send(request(PostgresMessages.CANCEL_REQUEST, "keys"));
        client.close();

        assertThat(server.readRequest()).isEqualTo("keys");
        assertThat(server.readByte()).isEqualTo(-1);
        assertThat(flights).isEmpty();
    }

    @Test
    void a_session_can_be_cut_at_its_startup() throws IOException {
        startup = new FlightAction.CutBefore();
        client.send(request(PROTOCOL_3, "user"));

        assertThatIOException().isThrownBy(client::readByte);
        assertThatIOException().isThrownBy(server::readByte);
        assertThat(entries.only(WireEntry.FlightCutBefore.class).flight().number())
                .isZero();
    }

    @Test
    void a_client_that_speaks_something_else_is_reset() throws IOException {
        client.send("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThatIOException().isThrownBy(client::readByte);
        assertThatIOException().isThrownBy(server::readByte);
    }

    @Test
    void messages_up_to_a_sync_are_one_flight() throws IOException {
        startSession();
        client.send(parse("a", "select 1"), bind("a"));
        client.send(execute(), SYNC, message('Q', "commit"));
        for (String expected : List.of("Pa.select 1..", "B.a..", "E..", "S", "Qcommit.")) {
            assertThat(server.read()).isEqualTo(expected);
        }

        assertThat(flights).extracting(Flight::number).containsExactly(1, 2);
        assertThat(flights).extracting(Flight::commit).containsExactly(false, true);
        assertThat(flights).extracting(Flight::statements).containsExactly(List.of("select 1"), List.of("commit"));
        assertThat(flights).allSatisfy(flight -> assertThat(flight.backendPid()).hasValue(0x102));
    }

    @Test
    void the_status_before_a_flight_is_unknown_while_another_is_unanswered() throws IOException {
        startSession();
        client.send(message('Q', "begin"), message('Q', "select"));
        await().until(() -> flights.size() == 2);
        server.send(message('C', "BEGIN"), ready('T'), message('C', "SELECT 0"), ready('E'));
        client.read();
        client.read();
        client.read();
        client.read();
        client.send(message('Q', "rollback"));
        await().until(() -> flights.size() == 3);

        assertThat(flights)
                .extracting(Flight::statusBefore)
                .containsExactly(TransactionStatus.IDLE, TransactionStatus.UNKNOWN, TransactionStatus.FAILED);
    }

    @Test
    void a_flight_that_is_cut_before_reaches_the_server_in_no_part() throws IOException {
        startSession();
        action = new FlightAction.CutBefore();
        client.send(parse("", "insert"), bind(""), execute(), SYNC);

        assertThatIOException().isThrownBy(client::read);
        assertThatIOException().isThrownBy(server::read);
        assertThat(entries.only(WireEntry.FlightCutBefore.class).flight().statements())
                .containsExactly("insert");
    }

    @Test
    void answers_of_earlier_flights_pass_before_a_later_one_is_cut() throws IOException {
        startSession();
        client.send(message('Q', "first"));
        assertThat(server.read()).isEqualTo("Qfirst.");
        action = new FlightAction.CutAfter();
        client.send(message('Q', "second"));
        assertThat(server.read()).isEqualTo("Qsecond.");
        server.send(message('C', "FIRST"), ready('I'), message('C', "SECOND"));

        assertThat(client.read()).isEqualTo("CFIRST.");
        assertThat(client.read()).isEqualTo("ZI");
        server.send(ready('T'));
        assertThatIOException().isThrownBy(client::read);
        WireEntry.FlightCutAfter cut = entries.only(WireEntry.FlightCutAfter.class);
        assertThat(cut.answer()).contains("SECOND");
        assertThat(cut.statusAfter()).isEqualTo(TransactionStatus.IN_TRANSACTION);
    }

    @Test
    void a_refused_flight_is_replaced_and_its_answer_too() throws IOException {
        startSession();
        action = new FlightAction.Refuse("40001", "again");
        client.send(parse("", "update"), bind(""), execute(), SYNC);

        assertThat(server.read()).startsWith("P.this flight was refused");
        assertThat(server.read()).isEqualTo("S");
        server.send(message('E', "SERROR", "C42601", ""), message('A', "1234news"), ready('E'));
        assertThat(client.read()).isEqualTo("ESERROR.VERROR.C40001.Magain..");
        assertThat(client.read()).isEqualTo("A1234news.");
        assertThat(client.read()).isEqualTo("ZE");
    }

    @Test
    void a_refused_flight_of_a_client_that_waits_for_its_parts_is_answered_before_its_sync() throws IOException {
        startSession();
        action = new FlightAction.Refuse("40001", "again");
        client.send(parse("", "update"), FLUSH);
        assertThat(server.read()).startsWith("P.this flight was refused");
        assertThat(server.read()).isEqualTo("H");
        server.send(message('E', "SERROR", "C42601", ""));
        assertThat(client.read()).startsWith("ESERROR.VERROR.C40001");
        client.send(bind(""), execute(), SYNC);

        assertThat(server.read()).isEqualTo("S");
        server.send(ready('I'));
        assertThat(client.read()).isEqualTo("ZI");
        assertThat(flights).hasSize(1);
    }

    @Test
    void a_refused_commit_becomes_a_rollback() throws IOException {
        startSession();
        action = new FlightAction.Refuse("40001", "again");
        client.send(parse("", "commit"), bind(""), execute(), SYNC);
        for (String expected : List.of("P.ROLLBACK...", "B........", "E.....", "S")) {
            assertThat(server.read()).isEqualTo(expected);
        }
        server.send(message('1'), message('2'), message('C', "ROLLBACK"), ready('I'));

        assertThat(client.read()).startsWith("ESERROR.VERROR.C40001");
        assertThat(client.read()).isEqualTo("ZI");
    }

    @Test
    void the_sync_after_a_copy_belongs_to_its_flight() throws IOException {
        startSession();
        client.send(parse("", "copy"), bind(""), execute(), SYNC);
        await().until(() -> flights.size() == 1);
        server.send(raw('G', new byte[3]));
        assertThat(client.read()).isEqualTo("G...");
        client.send(message('d', "row"), message('c'), SYNC);
        for (String expected : List.of("P.copy..", "B...", "E..", "S", "drow.", "c", "S")) {
            assertThat(server.read()).isEqualTo(expected);
        }
        server.send(message('C', "COPY 1"), ready('I'));
        client.read();
        client.read();
        client.send(message('Q', "select"));
        await().until(() -> flights.size() == 2);

        assertThat(flights.get(1).statusBefore()).isEqualTo(TransactionStatus.IDLE);
    }

    @Test
    void frames_larger_than_the_buffer_are_passed_and_dropped_in_parts() throws IOException {
        startSession();
        byte[] large = new byte[300_000];
        client.send(parse("", "insert"), raw('B', large), execute(), SYNC);
        for (String expected : List.of("P.insert..", "B:300000", "E..", "S")) {
            assertThat(server.read()).isEqualTo(expected);
        }
        server.send(raw('D', large), message('C', "INSERT"), ready('I'));
        assertThat(client.read()).isEqualTo("D:300000");
        client.read();
        client.read();
        action = new FlightAction.CutAfter();
        client.send(message('Q', "select"));
        server.read();
        server.send(raw('D', large), raw('D', large), ready('I'));

        assertThatIOException().isThrownBy(client::read);
        assertThat(flights).hasSize(2);
    }

    @Test
    void a_hold_ends_with_the_route() throws IOException {
        startSession();
        action = new FlightAction.Hold(new CompletableFuture<>());
        client.send(message('Q', "select"));
        await().until(() -> entries.any(WireEntry.FlightHeld.class::isInstance));
        route.close();

        assertThatIOException().isThrownBy(server::read);
        assertThat(entries.all(WireEntry.FlightReleased.class)).isEmpty();
        await().until(() -> route.connections() == 0);
    }

    @Test
    void a_hold_ends_with_the_client_and_the_flight_is_not_executed() throws IOException {
        startSession();
        CompletableFuture<FlightAction> release = new CompletableFuture<>();
        action = new FlightAction.Hold(release);
        client.send(message('Q', "commit"));
        await().until(() -> entries.any(WireEntry.FlightHeld.class::isInstance));
        client.send(message('X'));
        client.close();

        assertThatIOException().isThrownBy(server::read);
        await().until(() -> route.connections() == 0);
        release.complete(FlightAction.forward());
        assertThat(entries.all(WireEntry.FlightReleased.class)).isEmpty();
        assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.CLIENT);
    }

    @Test
    void what_a_client_sends_while_its_flight_is_held_follows_it() throws IOException {
        startSession();
        CompletableFuture<FlightAction> release = new CompletableFuture<>();
        action = new FlightAction.Hold(release);
        client.send(message('Q', "first"));
        await().until(() -> entries.any(WireEntry.FlightHeld.class::isInstance));
        action = FlightAction.forward();
        client.send(message('Q', "second"));
        // The proxy looks at the client several times meanwhile.
        release.completeOnTimeout(FlightAction.forward(), 100, TimeUnit.MILLISECONDS);

        assertThat(server.read()).isEqualTo("Qfirst.");
        assertThat(server.read()).isEqualTo("Qsecond.");
        client.send(message('Q', "third"));
        assertThat(server.read()).isEqualTo("Qthird.");
    }

    @Test
    void a_released_flight_may_be_cut() throws IOException {
        startSession();
        CompletableFuture<FlightAction> release = new CompletableFuture<>();
        action = new FlightAction.Hold(release);
        client.send(message('Q', "select"));
        await().until(() -> entries.any(WireEntry.FlightHeld.class::isInstance));
        release.complete(new FlightAction.CutBefore());

        assertThatIOException().isThrownBy(client::read);
        entries.only(WireEntry.FlightReleased.class);
        entries.only(WireEntry.FlightCutBefore.class);
    }

    @Test
    void a_rule_that_throws_resets_the_connection() throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
        Route careless = proxy.open(RouteSettings.postgres("careless", address, flight -> {
            throw new IllegalStateException("the test wants it");
        }));
        try (ProtocolPeer other = new ProtocolPeer(new Socket(InetAddress.getLoopbackAddress(), careless.port()))) {
            other.send(request(PROTOCOL_3, "user"), message('Q', "select"));
            assertThatIOException().isThrownBy(other::read);
        }
        await().dontCatchUncaughtExceptions().until(() -> careless.connections() == 0);
    }

    @Test
    void a_client_that_terminates_its_session_closes_it_although_the_server_is_faster() throws IOException {
        startSession();
        client.send(message('X'));
        assertThat(server.read()).isEqualTo("X");
        server.close();

        await().untilAsserted(() ->
                assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.CLIENT));
    }

    @Test
    void sqlstates_are_checked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlightAction.Refuse("4001", ""))
                .withMessage("SQLSTATE \"4001\": give five digits or capital letters, such as 40001");
        assertThat(new FlightAction.Refuse("57P01", "").isFatal()).isTrue();
        assertThat(new FlightAction.Refuse("53300", "").isFatal()).isTrue();
        assertThat(new FlightAction.Refuse("40001", "").isFatal()).isFalse();
    }
}
