package tribunal.scenario;

/** Somebody gave us what we cannot use. The message is one line: where, what, what was expected. Exit code 64. */
public final class BadInput extends RuntimeException {
    public BadInput(String message) {
        super(message);
    }
}
