package tribunal.verify;

/**
 * A declared fault that is not a fate of one attempt, from its beginning to its end.
 *
 * @param from nanoseconds since the run's origin
 * @param to likewise; {@link Long#MAX_VALUE} if it never ended
 */
public record FaultWindow(String fault, long from, long to) {}
