package foodcourt.app.adapter;

import foodcourt.port.StoreException;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Transactions whose failures have a type even if a wrapper around the adapter throws other exceptions, as monitoring
 * and Chaos Monkey do. A failure before the work has begun has not committed.
 */
record TranslatingTransactions(Transactions wrapped) implements Transactions {
    @Override
    public <T> T transact(Function<Tx, T> work) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return wrapped.transact(tx -> {
                begun.set(true);
                return work.apply(tx);
            });
        } catch (StoreException | IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            if (begun.get()) {
                throw e;
            }
            throw new StoreException.NotCommitted("not begun: " + e, e);
        }
    }
}
