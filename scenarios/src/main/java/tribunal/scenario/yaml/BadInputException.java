package tribunal.scenario.yaml;

/** Input that cannot be used. The message has one line for each problem: where, what, what was expected. Exit code 64. */
public final class BadInputException extends RuntimeException {
    public BadInputException(String message) {
        super(message);
    }
}
