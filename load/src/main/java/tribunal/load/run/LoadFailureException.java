package tribunal.load.run;

/** The harness itself failed, not the app: PostgreSQL or the app did not start, a process died. Exit code 70. */
public final class LoadFailureException extends RuntimeException {
    public LoadFailureException(String message) {
        super(message);
    }

    public LoadFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
