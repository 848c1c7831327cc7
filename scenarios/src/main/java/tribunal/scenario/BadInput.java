package tribunal.scenario;

/** Input that cannot be used. The message has one line for each problem: where, what, what was expected. Exit code 64. */
public final class BadInput extends RuntimeException {
    public BadInput(String message) {
        super(message);
    }
}
