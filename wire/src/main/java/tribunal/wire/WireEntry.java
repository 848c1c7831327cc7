package tribunal.wire;

import java.util.Optional;

/**
 * One thing that the proxy did or saw. Times ({@code at}) are nanoseconds of the proxy's clock. Connections are
 * numbered from 1 per route.
 */
public sealed interface WireEntry {
    /** When it happened, in nanoseconds of the proxy's clock. */
    long at();

    /** The name of the route. */
    String route();

    /** A client connected, and so did the proxy to the server. */
    record ConnectionOpened(long at, String route, int connection) implements WireEntry {}

    /** The server did not accept a connection; the client's was reset. */
    record UpstreamRefused(long at, String route, int connection, String reason) implements WireEntry {}

    /**
     * A connection ended, in both directions.
     *
     * @param by the side that ended it first
     */
    record ConnectionClosed(long at, String route, int connection, Side by) implements WireEntry {}

    /** A toxic came into force. */
    record ToxicStarted(long at, String route, String name, Direction direction, Toxic toxic, double toxicity)
            implements WireEntry {}

    /** A toxic was removed. */
    record ToxicEnded(long at, String route, String name) implements WireEntry {}

    /** The route's port was closed, and its connections with it. */
    record RouteDown(long at, String route) implements WireEntry {}

    /** The route's port was opened again. */
    record RouteUp(long at, String route) implements WireEntry {}

    /** An entry about a flight of a PostgreSQL connection. */
    sealed interface FlightEntry extends WireEntry {
        Flight flight();

        @Override
        default String route() {
            return flight().route();
        }
    }

    /** A flight waits in the proxy. */
    record FlightHeld(long at, Flight flight) implements FlightEntry {}

    /** A held flight may go on. */
    record FlightReleased(long at, Flight flight) implements FlightEntry {}

    /** Both sockets were reset before the flight reached the server: it was not executed. */
    record FlightCutBefore(long at, Flight flight) implements FlightEntry {}

    /**
     * Both sockets were reset after the flight was executed: the client does not know its outcome.
     *
     * @param answer the withheld answer: the last command tag, such as {@code COMMIT}, or the SQLSTATE of an error
     * @param statusAfter the state of the transaction when the flight was done
     */
    record FlightCutAfter(long at, Flight flight, Optional<String> answer, TransactionStatus statusAfter)
            implements FlightEntry {}

    /** The client was sent an error instead of the flight's answer, and the server did not execute the flight. */
    record FlightRefused(long at, Flight flight, String sqlState) implements FlightEntry {}
}
