package foodcourt.app.adapter;

/** A row holds a value that the app never writes, as after an operator's edit. It affects no other row. */
final class UnreadableRowException extends RuntimeException {
    UnreadableRowException(String which, RuntimeException cause) {
        super(which + " cannot be read: " + cause.getMessage(), cause);
    }
}
