package foodcourt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import foodcourt.eventing.Dispatcher;
import foodcourt.order.Event;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Settings;
import foodcourt.port.Signal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The queue has connections of its own: however busy those of transactions and reads are, leases hold and work is
 * settled.
 */
@NullUnmarked
class BulkheadIT extends RunningApp {
    private static final Duration LEASE = Duration.ofSeconds(1);

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    BasicDataSource transactionConnections;

    @Autowired
    @Qualifier("queue")
    BasicDataSource queueConnections;

    private final FunctionName function = new FunctionName("Test" + UUID.randomUUID());

    /**
     * All are taken for three leases; the function works for two of them, and a node beside this one would take what
     * lapses.
     */
    @Test
    void while_all_connections_of_functions_are_busy_for_longer_than_a_lease_nothing_lapses_and_outcomes_are_settled()
            throws SQLException {
        append(20);
        JdbcClient outside = outside();
        Signal worked = ports.threads().newSignal();
        Dispatcher dispatcher = new Dispatcher(
                ports.withChannel(_ -> {
                    while (!worked.await(Duration.ofMinutes(1))) {}
                    worked.raise();
                    return new DeliveryResult.Done();
                }),
                settings(),
                Set.of(function));
        dispatcher.start();
        await().until(() -> count(outside, "state = 'CLAIMED'") == 20);
        List<Connection> taken = takeAll();
        try {
            await().during(LEASE.multipliedBy(2))
                    .atMost(LEASE.multipliedBy(3))
                    .until(() -> count(outside, "ready_at <= now()") == 0);
            worked.raise();
            await().atMost(LEASE).until(() -> count(outside, "state = 'DONE'") == 20);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
            worked.raise();
            dispatcher.stop(Duration.ofSeconds(1));
        }
        assertThat(count(outside, "attempt = 1 AND settled_by = token")).isEqualTo(20);
    }

    @Test
    void a_queue_s_connection_is_like_the_others_in_all_but_their_number() {
        assertThat(queueConnections.getMaxTotal()).isEqualTo(6);
        assertThat(queueConnections.getMaxIdle()).isEqualTo(6);
        assertThat(transactionConnections.getMaxTotal()).isEqualTo(16);
        assertThat(queueConnections.getUrl()).isEqualTo(transactionConnections.getUrl());
        assertThat(queueConnections.getMaxWaitDuration()).isEqualTo(transactionConnections.getMaxWaitDuration());
        assertThat(threshold(queueConnections))
                .as("prepareThreshold, a connection property")
                .isEqualTo(threshold(transactionConnections))
                .isEqualTo(1);
    }

    private static int threshold(DataSource connections) {
        try (Connection connection = connections.getConnection()) {
            return connection.unwrap(PGConnection.class).getPrepareThreshold();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Settings settings() {
        return new Settings(
                "bulkhead",
                LEASE,
                LEASE.dividedBy(4),
                Duration.ofMinutes(1),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                12,
                256);
    }

    private List<Connection> takeAll() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        while (taken.size() < transactionConnections.getMaxTotal()) {
            taken.add(transactionConnections.getConnection());
        }
        return taken;
    }

    private JdbcClient outside() {
        return JdbcClient.create(postgres.getPostgresDatabase());
    }

    private int count(JdbcClient outside, String condition) {
        return outside.sql("SELECT count(*) FROM delivery WHERE function = ? AND " + condition)
                .param(function.value())
                .query(Integer.class)
                .single();
    }

    private void append(int count) {
        for (int n = 0; n < count; n++) {
            Event event = Event.of(Orders.placed(), null);
            ports.transactions().transact(tx -> {
                tx.insert(event.order());
                tx.append(event, List.of(new NewDelivery(function, Duration.ZERO)));
                return Map.of();
            });
        }
    }
}
