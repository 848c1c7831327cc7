package tribunal.load.harness;

/** The run could not be carried out: PostgreSQL or the app did not start, or a process died. The app is not judged. */
public final class LoadFailureException extends RuntimeException {
    public LoadFailureException(String message) {
        super(message);
    }

    public LoadFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
