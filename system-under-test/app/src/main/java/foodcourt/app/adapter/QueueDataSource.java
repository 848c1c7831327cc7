package foodcourt.app.adapter;

import foodcourt.port.DeliveryQueue;
import org.apache.commons.dbcp2.BasicDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The connection pool of the queue, a bulkhead (Nygard, "Release It!"). Leases are renewed and outcomes settled in
 * time, no matter how many transactions and reads wait for their own connections.
 */
@Configuration(proxyBeanMethods = false)
class QueueDataSource {
    static final String QUEUE = "queue";

    /**
     * Connections kept from claims. Settler and lease renewer are one thread each: with one connection kept for each,
     * they never wait for claims.
     */
    private static final int KEPT_FROM_CLAIMS = 2;

    /** Has the settings of {@code spring.datasource.dbcp2}, unless {@code foodcourt.queue-connections} differs. */
    @Bean(defaultCandidate = false)
    @Qualifier(QUEUE)
    @ConfigurationProperties("foodcourt.queue-connections")
    BasicDataSource queueConnections(JdbcConnectionDetails database, Environment environment) {
        BasicDataSource pool = DataSourceBuilder.create()
                .type(BasicDataSource.class)
                .driverClassName(database.getDriverClassName())
                .url(database.getJdbcUrl())
                .username(database.getUsername())
                .password(database.getPassword())
                .build();
        return Binder.get(environment)
                .bind("spring.datasource.dbcp2", Bindable.ofInstance(pool))
                .orElse(pool);
    }

    /** Typed by its interface, so that other code can wrap it. */
    @Bean
    DeliveryQueue queue(FoodcourtProperties properties, @Qualifier(QUEUE) BasicDataSource connections) {
        return new PostgresQueue(
                JdbcClient.create(connections),
                new TransactionTemplate(new JdbcTransactionManager(connections)),
                properties.node(),
                connections.getMaxTotal() - KEPT_FROM_CLAIMS);
    }
}
