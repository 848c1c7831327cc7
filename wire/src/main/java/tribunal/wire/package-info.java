/**
 * A TCP proxy for connections on this machine: it delays, throttles and cuts them. On routes to PostgreSQL it acts on
 * single flights, for example cuts between a commit and its answer.
 */
@org.jspecify.annotations.NullMarked
package tribunal.wire;
