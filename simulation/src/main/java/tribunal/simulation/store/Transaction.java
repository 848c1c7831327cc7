package tribunal.simulation.store;

import foodcourt.port.StoreException;
import foodcourt.port.Tx;

/**
 * An open transaction, read committed. Its statements throw {@link StoreException} where PostgreSQL refuses them, after which
 * it takes no more of them, and {@link IllegalStateException} once it has committed.
 */
public interface Transaction extends Tx {
    /**
     * Makes everything visible and durable.
     *
     * @throws StoreException.NotCommitted if a statement had failed, or somebody has rolled it back
     */
    void commit();

    /** Undoes everything; nothing happens if it has ended. Any thread may do it: a statement that waits then takes no effect. */
    void rollback();

    /** Whether it has neither committed nor been rolled back. */
    boolean isOpen();
}
