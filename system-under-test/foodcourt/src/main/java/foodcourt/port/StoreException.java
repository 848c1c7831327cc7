package foodcourt.port;

/** The store failed; the subtype says what is known of the transaction. */
public abstract sealed class StoreException extends RuntimeException {
    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public static final class NotCommitted extends StoreException {
        public NotCommitted(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The transaction did not commit because of another transaction; a retry may succeed. */
    public static final class SerializationConflict extends StoreException {
        public SerializationConflict(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The connection broke during the commit: the transaction may have committed. */
    public static final class OutcomeUnknown extends StoreException {
        public OutcomeUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
