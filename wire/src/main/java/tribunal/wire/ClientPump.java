package tribunal.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tribunal.wire.PostgresSession.SentFlight;

/** Copies what a PostgreSQL client sends, and carries out the rule's decision about each flight. */
final class ClientPump {
    /** How often a held flight's client is looked at. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private final PostgresSession session;
    private final Connection connection;
    private final FrameBuffer frames;
    private final FlightDraft draft = new FlightDraft();
    private int flights;

    /** What happens to the present flight, once it has been decided. */
    private @Nullable FlightAction decided;

    private boolean inFlight;

    ClientPump(PostgresSession session, FrameBuffer frames) {
        this.session = session;
        this.connection = session.connection();
        this.frames = frames;
    }

    void run() throws IOException {
        if (!startUp()) {
            return;
        }
        while (frames.next()) {
            if (inFlight || beginsFlight(frames.type())) {
                inFlight = true;
                readFlight();
            } else {
                noteTermination();
                frames.pass();
            }
        }
    }

    /** Terminate is the client's end, although the server may close its socket first. */
    private void noteTermination() {
        if (frames.type() == 'X') {
            connection.endedBy(Side.CLIENT);
        }
    }

    /** Forwards everything up to the startup message; false if the session will have no flights. */
    private boolean startUp() throws IOException {
        while (frames.available(8) == 8) {
            int length = frames.intAt(0);
            int code = frames.intAt(4);
            if (length < 8 || length > FrameBuffer.CAPACITY) {
                throw new IOException("the client does not begin with PostgreSQL's protocol");
            }
            frames.available(length);
            if (code == PostgresMessages.SSL_REQUEST || code == PostgresMessages.GSS_ENCRYPTION_REQUEST) {
                frames.dropRaw(length);
                connection.socket(Side.CLIENT).getOutputStream().write(PostgresMessages.DECLINED);
            } else if (code == PostgresMessages.CANCEL_REQUEST) {
                frames.passRaw(length);
                frames.passAll();
                return false;
            } else {
                return startSession(length);
            }
        }
        return false;
    }

    private boolean startSession(int length) throws IOException {
        Flight startup = flight();
        FlightAction action = released(startup, session.rule().decideStartup(startup));
        if (action instanceof FlightAction.Refuse refusal) {
            session.record(new WireEntry.FlightRefused(session.now(), startup, refusal.sqlState()));
            connection.endedBy(Side.PROXY);
            Socket client = connection.socket(Side.CLIENT);
            client.getOutputStream().write(PostgresMessages.error(refusal, true));
            client.shutdownOutput();
            throw afterEndOfClient();
        }
        if (!(action instanceof FlightAction.Forward)) {
            throw session.cut(new WireEntry.FlightCutBefore(session.now(), startup));
        }
        session.sent(new SentFlight(startup, action, false));
        frames.passRaw(length);
        return true;
    }

    private boolean beginsFlight(byte type) {
        return switch (type) {
            case 'Q', 'P', 'B', 'D', 'E', 'C', 'F' -> true;
            case 'S' -> !session.isCopyIn();
            default -> false;
        };
    }

    /** Keeps the messages of a flight until it is complete or large, or the client waits; then decides about it. */
    private void readFlight() throws IOException {
        draft.read(frames);
        byte type = frames.type();
        boolean last = type == 'S' || type == 'Q' || type == 'F';
        FlightAction action = decided;
        if (action == null) {
            if (!last && type != 'H' && frames.canKeep()) {
                frames.keep();
                return;
            }
            action = decide(type != 'Q' && type != 'F');
            decided = action;
        }
        if (action instanceof FlightAction.Refuse && type != 'S' && type != 'H') {
            frames.drop();
        } else {
            frames.pass();
        }
        if (last) {
            inFlight = false;
            decided = null;
            draft.clear();
        }
    }

    private FlightAction decide(boolean extended) throws IOException {
        flights++;
        Flight flight = flight();
        FlightAction action = released(flight, session.rule().decide(flight));
        if (action instanceof FlightAction.CutBefore) {
            throw session.cut(new WireEntry.FlightCutBefore(session.now(), flight));
        }
        session.sent(new SentFlight(flight, action, extended));
        if (action instanceof FlightAction.Refuse refusal) {
            session.record(new WireEntry.FlightRefused(session.now(), flight, refusal.sqlState()));
            if (refusal.isFatal()) {
                connection.endedBy(Side.PROXY);
                frames.send(PostgresMessages.replacement(false, false));
                throw afterEndOfClient();
            }
            frames.send(PostgresMessages.replacement(flight.commit(), extended));
        }
        return action;
    }

    private FlightAction released(Flight flight, FlightAction first) throws IOException {
        FlightAction action = first;
        while (action instanceof FlightAction.Hold hold) {
            session.record(new WireEntry.FlightHeld(session.now(), flight));
            while (!connection.await(hold.release(), LOOK)) {
                frames.requireSender();
            }
            action = hold.release().join();
            session.record(new WireEntry.FlightReleased(session.now(), flight));
        }
        return action;
    }

    private Flight flight() {
        return new Flight(
                connection.route().name(),
                connection.number(),
                flights,
                session.statusBefore(),
                draft.isCommit(),
                session.backendPid(),
                draft.statements());
    }

    /** Lets the client read its error: a reset might overtake it. Waits until the client closes, or five seconds. */
    private IOException afterEndOfClient() throws IOException {
        long deadline = System.nanoTime() + Connection.PATIENCE.toNanos();
        Socket client = connection.socket(Side.CLIENT);
        client.setSoTimeout((int) Connection.PATIENCE.toMillis());
        byte[] ignored = new byte[1024];
        while (System.nanoTime() < deadline && client.getInputStream().read(ignored) >= 0) {}
        return new IOException("the session was refused");
    }
}
