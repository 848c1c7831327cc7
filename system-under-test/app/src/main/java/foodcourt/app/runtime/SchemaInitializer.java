package foodcourt.app.runtime;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has the tables made in the schema that the JDBC URL names by {@code currentSchema}, which is created if it is not there.
 * All SQL is unqualified, so that is all it takes to live in a schema of its own.
 */
@Configuration(proxyBeanMethods = false)
class SchemaInitializer {
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
}
