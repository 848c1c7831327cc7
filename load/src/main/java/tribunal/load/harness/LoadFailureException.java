package tribunal.load.harness;

/** A failure of the harness, not of the app: PostgreSQL or the app did not start, or a process died. Exit code 70. */
public final class LoadFailureException extends RuntimeException {
    public LoadFailureException(String message) {
        super(message);
    }

    public LoadFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
