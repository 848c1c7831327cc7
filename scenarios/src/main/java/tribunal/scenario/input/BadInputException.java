package tribunal.scenario.input;

/**
 * Signals invalid input. The message has one line for each problem: the place, the input, and what was expected. The
 * exit code is 64.
 */
public final class BadInputException extends RuntimeException {
    public BadInputException(String message) {
        super(message);
    }
}
