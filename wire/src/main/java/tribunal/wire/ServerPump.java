package tribunal.wire;

import java.io.IOException;
import java.util.Optional;
import tribunal.wire.PostgresSession.SentFlight;

/** Copies what a PostgreSQL server sends; withholds or replaces the answers of flights for which the rule says so. */
final class ServerPump {
    /** The bytes at the beginning of an error in which its SQLSTATE is looked for. */
    private static final int READ = 1024;

    private final PostgresSession session;
    private final FrameBuffer frames;
    private Optional<String> answer = Optional.empty();
    private boolean errorSent;

    ServerPump(PostgresSession session, FrameBuffer frames) {
        this.session = session;
        this.frames = frames;
    }

    void run() throws IOException {
        while (frames.next()) {
            SentFlight flight = session.answering();
            read();
            if (flight != null && flight.action() instanceof FlightAction.CutAfter) {
                withhold(flight.flight());
            } else if (flight != null && flight.action() instanceof FlightAction.Refuse refusal) {
                replace(refusal);
            } else {
                pass();
            }
        }
    }

    private void read() throws IOException {
        int available = frames.available(Math.min(frames.length(), READ));
        int first = FrameBuffer.HEADER;
        switch (frames.type()) {
            case 'K' -> session.backendPid(frames.intAt(first));
            case 'C' -> answer = Optional.of(frames.textAt(first, available - first));
            case 'E' -> answer = Optional.of(PostgresMessages.field(frames, 'C', available));
            case 'G', 'W' -> session.copyIn();
            default -> {}
        }
    }

    private void pass() throws IOException {
        if (frames.type() == 'Z') {
            answer = Optional.empty();
            errorSent = false;
            session.ready(status());
        }
        frames.pass();
    }

    /** A COPY needs the client, so its answer passes until then. */
    private void withhold(Flight flight) throws IOException {
        switch (frames.type()) {
            case 'Z' -> throw session.cut(new WireEntry.FlightCutAfter(session.now(), flight, answer, status()));
            case 'G', 'W' -> frames.pass();
            default -> {
                if (frames.canKeep()) {
                    frames.keep();
                } else {
                    frames.drop();
                }
            }
        }
    }

    private void replace(FlightAction.Refuse refusal) throws IOException {
        switch (frames.type()) {
            case 'E', 'C' -> {
                sendError(refusal);
                frames.drop();
            }
            case 'Z' -> {
                sendError(refusal);
                pass();
            }
            // Notifications and changed parameters belong to no flight.
            case 'A', 'S' -> frames.pass();
            default -> frames.drop();
        }
    }

    private void sendError(FlightAction.Refuse refusal) throws IOException {
        if (errorSent) {
            return;
        }
        errorSent = true;
        frames.send(PostgresMessages.error(refusal, refusal.isFatal()));
        if (refusal.isFatal()) {
            Connection connection = session.connection();
            connection.socket(Side.CLIENT).shutdownOutput();
            connection.socket(Side.SERVER).close();
            connection.pause(Connection.PATIENCE.toNanos());
            throw new IOException("the client did not close its refused session");
        }
    }

    private TransactionStatus status() {
        return TransactionStatus.of(frames.byteAt(FrameBuffer.HEADER));
    }
}
