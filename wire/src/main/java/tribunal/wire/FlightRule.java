package tribunal.wire;

/**
 * Decides what happens to each flight of a PostgreSQL route. It is called by the connection's thread before any byte of
 * the flight is forwarded, and threads of different connections call it at the same time. If it throws, the connection
 * is reset.
 *
 * <p>A flight that contains a Flush, or exceeds 64 KiB, is decided when the first part of it is there.
 */
@FunctionalInterface
public interface FlightRule {
    /** Forwards all flights. */
    FlightRule FORWARD_ALL = flight -> FlightAction.forward();

    FlightAction decide(Flight flight);

    /**
     * Decides what happens to the startup of a session, before the server sees it. CutAfter acts like CutBefore there,
     * and every refusal ends the connection.
     */
    default FlightAction decideStartup(Flight startup) {
        return FlightAction.forward();
    }
}
