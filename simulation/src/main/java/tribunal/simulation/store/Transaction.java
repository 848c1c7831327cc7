package tribunal.simulation.store;

import foodcourt.port.StoreException;
import foodcourt.port.Tx;

/**
 * An open transaction at isolation level read committed. A statement that PostgreSQL would refuse throws
 * {@link StoreException}, and so do all later ones. Statements after the commit throw {@link IllegalStateException}.
 */
public interface Transaction extends Tx {
    /**
     * Makes everything visible and durable.
     *
     * @throws StoreException.NotCommitted if a statement had failed, or it was rolled back
     */
    void commit();

    /** Undoes everything, unless it has ended. Any thread may call it; a waiting statement then has no effect. */
    void rollback();

    /** Whether it has neither committed nor been rolled back. */
    boolean isOpen();
}
