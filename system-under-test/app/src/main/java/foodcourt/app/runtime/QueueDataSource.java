package foodcourt.app.runtime;

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
 * The queue's own few connections, a bulkhead (Nygard, "Release It!"): however many transactions and reads wait for
 * theirs, leases are renewed and outcomes settled in time.
 */
@Configuration(proxyBeanMethods = false)
class QueueDataSource {
    static final String QUEUE = "queue";

    /** Settler and heartbeat are one thread each: with one connection left to each, they never wait for claims. */
    private static final int KEPT_FROM_CLAIMS = 2;

    /** Made like the others in everything that {@code foodcourt.queue-connections} does not say otherwise. */
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

    /** By its interface, so that others can put something around it. */
    @Bean
    DeliveryQueue queue(FoodcourtProperties properties, @Qualifier(QUEUE) BasicDataSource connections) {
        return new PostgresQueue(
                JdbcClient.create(connections),
                new TransactionTemplate(new JdbcTransactionManager(connections)),
                properties.node(),
                connections.getMaxTotal() - KEPT_FROM_CLAIMS);
    }
}
