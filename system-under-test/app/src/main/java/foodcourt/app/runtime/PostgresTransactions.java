package foodcourt.app.runtime;

import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** PostgreSQL's transactions, read committed. */
final class PostgresTransactions implements Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresTransactions.class);
    private static final TransactionDefinition READ_COMMITTED = new DefaultTransactionDefinition();

    private final PlatformTransactionManager manager;
    private final Tx tx;

    PostgresTransactions(PlatformTransactionManager manager, JdbcClient jdbc) {
        this.manager = manager;
        this.tx = new PostgresTx(jdbc);
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open already");
        }
        TransactionStatus status = StoreFailures.translated(() -> manager.getTransaction(READ_COMMITTED));
        T result = worked(work, status);
        try {
            manager.commit(status);
        } catch (TransactionException | DataAccessException e) {
            throw StoreFailures.inCommit(e);
        }
        return result;
    }

    private <T> T worked(Function<Tx, T> work, TransactionStatus status) {
        boolean done = false;
        try {
            T result = work.apply(tx);
            done = true;
            return result;
        } catch (DataAccessException e) {
            throw StoreFailures.beforeCommit(e);
        } finally {
            if (!done) {
                rollback(status);
            }
        }
    }

    /** A rollback that fails leaves a broken connection, whose transaction the database ends; why the work ended says more. */
    private void rollback(TransactionStatus status) {
        try {
            manager.rollback(status);
        } catch (TransactionException | DataAccessException e) {
            LOG.warn("cannot roll back: {}", e.toString());
        }
    }
}
