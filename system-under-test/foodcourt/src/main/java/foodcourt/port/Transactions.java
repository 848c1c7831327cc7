package foodcourt.port;

import java.util.function.Function;

/** The transactions of the store, at isolation level read committed. */
public interface Transactions {
    /**
     * Runs work in a transaction and commits it; rolls back if the work throws. There is no nesting (throws
     * {@link IllegalStateException}), there are no savepoints, and the work must not call third parties.
     *
     * @throws StoreException whose subtype says what is known of the outcome
     */
    <T> T transact(Function<Tx, T> work);
}
