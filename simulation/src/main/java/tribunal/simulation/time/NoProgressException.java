package tribunal.simulation.time;

/** The world cannot go on: a thread blocked outside the ports, all wait for each other, or they turn in a circle. */
public final class NoProgressException extends RuntimeException {
    NoProgressException(String message) {
        super(message);
    }
}
