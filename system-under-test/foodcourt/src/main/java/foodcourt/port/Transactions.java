package foodcourt.port;

import java.util.function.Function;

/** The store's transactions, read committed. */
public interface Transactions {
    /**
     * Runs work in a transaction and commits it; rolls back if it throws anything. No nesting (throws
     * {@link IllegalStateException}), no savepoints, and no third-party call inside.
     *
     * @throws StoreException typed by what is known of the outcome
     */
    <T> T transact(Function<Tx, T> work);
}
