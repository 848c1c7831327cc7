package foodcourt.app.adapter;

import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.function.Function;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Transactions in PostgreSQL, at isolation level read committed. */
final class PostgresTransactions implements Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresTransactions.class);
    private static final TransactionDefinition READ_COMMITTED = new DefaultTransactionDefinition();

    private final PlatformTransactionManager manager;
    private final JdbcOperations connection;
    private final Tx tx;

    PostgresTransactions(PlatformTransactionManager manager, JdbcOperations connection, JdbcClient jdbc) {
        this.manager = manager;
        this.connection = connection;
        this.tx = new PostgresTx(jdbc);
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open already");
        }
        TransactionStatus status = SqlErrorTranslator.translated(() -> manager.getTransaction(READ_COMMITTED));
        T result = run(work, status);
        try {
            manager.commit(status);
        } catch (TransactionException | DataAccessException e) {
            throw SqlErrorTranslator.inCommit(e);
        }
        return result;
    }

    private <T> T run(Function<Tx, T> work, TransactionStatus status) {
        boolean done = false;
        try {
            T result = work.apply(tx);
            refuseAborted();
            done = true;
            return result;
        } catch (DataAccessException e) {
            throw SqlErrorTranslator.beforeCommit(e);
        } finally {
            if (!done) {
                rollback(status);
            }
        }
    }

    /** Refuses an aborted transaction: PostgreSQL answers its commit by a rollback, which the driver hides. */
    private void refuseAborted() {
        TransactionState state = connection.execute((ConnectionCallback<TransactionState>)
                c -> c.unwrap(PgConnection.class).getTransactionState());
        if (state == TransactionState.FAILED) {
            throw new InvalidDataAccessApiUsageException("a statement had failed before the commit");
        }
    }

    /**
     * Rolls back. If that fails, the connection is broken, and the database ends its transaction. The failure is only
     * logged, since the reason why the work ended says more.
     */
    private void rollback(TransactionStatus status) {
        try {
            manager.rollback(status);
        } catch (TransactionException | DataAccessException e) {
            LOG.warn("cannot roll back: {}", e.toString());
        }
    }
}
