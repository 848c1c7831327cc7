package tribunal.wire;

/** The state of a PostgreSQL session, as its last ReadyForQuery message reported it. */
public enum TransactionStatus {
    /** No transaction block is open. */
    IDLE,
    /** A transaction block is open. */
    IN_TRANSACTION,
    /** A transaction block is open and has failed: only a rollback is possible. */
    FAILED,
    /** Not known: earlier flights are unanswered, or the session has not begun. */
    UNKNOWN;

    static TransactionStatus of(byte indicator) {
        return switch (indicator) {
            case 'I' -> IDLE;
            case 'T' -> IN_TRANSACTION;
            case 'E' -> FAILED;
            default -> UNKNOWN;
        };
    }
}
