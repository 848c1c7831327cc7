package tribunal.simulation.time;

/**
 * Thrown if the simulation cannot go on: a thread blocked outside the ports, all threads wait for each other, or they
 * loop.
 */
public final class NoProgressException extends RuntimeException {
    NoProgressException(String message) {
        super(message);
    }
}
