package foodcourt.app.runtime;

/**
 * Thrown if a row holds a value that the app never writes, for example after an operator's edit or a broken migration.
 * It affects no other row.
 */
final class UnreadableRowException extends RuntimeException {
    UnreadableRowException(String which, RuntimeException cause) {
        super(which + " cannot be read: " + cause.getMessage(), cause);
    }
}
