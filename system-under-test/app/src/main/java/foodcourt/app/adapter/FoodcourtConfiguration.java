package foodcourt.app.adapter;

import foodcourt.Foodcourt;
import foodcourt.defect.Defect;
import foodcourt.defect.Defects;
import foodcourt.eventing.OrderCommands;
import foodcourt.functions.InProcessChannel;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.Hints;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.port.ThirdParties;
import foodcourt.port.Transactions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Assembles the app: real adapters, then customizers of the ports, then the core. */
@Configuration(proxyBeanMethods = false)
class FoodcourtConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(FoodcourtConfiguration.class);

    /**
     * Creates the tables in the schema that {@code currentSchema} in the JDBC URL names, and the schema itself if it is
     * absent. All SQL is unqualified, so this is enough to run in a schema of its own.
     */
    @Bean
    FlywayConfigurationCustomizer inTheSchemaOfTheUrl(JdbcConnectionDetails database) {
        PGSimpleDataSource url = new PGSimpleDataSource();
        url.setUrl(database.getJdbcUrl());
        String path = url.getCurrentSchema();
        return configuration -> {
            if (path != null && !path.isBlank()) {
                configuration.defaultSchema(path.split(",", -1)[0].strip());
            }
        };
    }

    @Bean
    HttpThirdParties thirdParties(FoodcourtProperties properties) {
        return new HttpThirdParties(
                properties.thirdParties(), properties.thirdPartyTimeout().orElse(ThirdParties.TIMEOUT));
    }

    @Bean
    InProcessChannel channel() {
        return new InProcessChannel();
    }

    /** Typed by its interface so that other code can wrap it, like {@link QueueDataSource#queue} and read models. */
    @Bean
    Transactions transactions(PlatformTransactionManager manager, JdbcOperations connection, JdbcClient jdbc) {
        return new PostgresTransactions(manager, connection, jdbc);
    }

    @Bean
    ReadModels readModels(JdbcClient jdbc) {
        return new PostgresReads(jdbc);
    }

    @Bean
    Hints hints(FoodcourtProperties properties, JdbcConnectionDetails database, JdbcClient jdbc) {
        return properties.nodes() > 1
                ? new PostgresHints(
                        new SystemClock(),
                        new VirtualThreads(),
                        jdbc,
                        () -> dedicatedConnection(properties.node(), database))
                : new LocalHints();
    }

    private static Connection dedicatedConnection(String node, JdbcConnectionDetails database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", Objects.requireNonNullElse(database.getUsername(), ""));
        login.setProperty("password", Objects.requireNonNullElse(database.getPassword(), ""));
        login.setProperty("ApplicationName", "foodcourt " + node + " listening");
        login.setProperty("socketTimeout", "5");
        return DriverManager.getConnection(database.getJdbcUrl(), login);
    }

    @Bean
    Ports ports(
            Transactions transactions,
            DeliveryQueue queue,
            ReadModels readModels,
            InProcessChannel channel,
            HttpThirdParties thirdParties,
            Hints hints) {
        return new Ports(
                new SystemClock(),
                new VirtualThreads(),
                new TranslatingTransactions(transactions),
                queue,
                readModels,
                channel,
                thirdParties,
                hints,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Typed by its interface, so that other code can wrap it. */
    @Bean
    OrderCommands orders(Foodcourt foodcourt) {
        return foodcourt.orders();
    }

    @Bean
    Foodcourt foodcourt(
            FoodcourtProperties properties,
            Ports ports,
            InProcessChannel channel,
            ObjectProvider<UnaryOperator<Ports>> customizers) {
        Ports customized =
                customizers.orderedStream().reduce(ports, (p, customizer) -> customizer.apply(p), (_, last) -> last);
        Foodcourt foodcourt = properties
                .defect()
                .filter(name -> !name.isBlank())
                .map(name -> defective(name, properties, customized))
                .orElseGet(() -> new Foodcourt(customized, properties.settings()));
        channel.serve(foodcourt.functions());
        return foodcourt;
    }

    private static Foodcourt defective(String name, FoodcourtProperties properties, Ports ports) {
        Defect defect = Defects.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "foodcourt.defect: no defect is called " + name + ": expected one of " + Defects.names()));
        LOG.warn("DEFECT {} IS SWITCHED ON: this app is broken on purpose", name);
        return defect.app(ports, properties.settings());
    }

    @Bean
    SmartLifecycle running(Foodcourt foodcourt) {
        return new Running(foodcourt);
    }

    private static final class Running implements SmartLifecycle {
        private final Foodcourt foodcourt;
        private volatile boolean running;

        Running(Foodcourt foodcourt) {
            this.foodcourt = foodcourt;
        }

        @Override
        public void start() {
            foodcourt.start();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            foodcourt.stop(Foodcourt.STOP_BOUND);
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
