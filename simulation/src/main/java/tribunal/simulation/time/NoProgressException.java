package tribunal.simulation.time;

/** The simulation cannot go on: a thread blocked outside the ports, all threads wait for each other, or they loop. */
public final class NoProgressException extends RuntimeException {
    NoProgressException(String message) {
        super(message);
    }
}
