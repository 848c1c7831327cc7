package tribunal.load;

/** The harness itself failed, not the app: PostgreSQL or the app did not start, a process died. Exit code 70. */
public final class LoadFailure extends RuntimeException {
    public LoadFailure(String message) {
        super(message);
    }

    public LoadFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
