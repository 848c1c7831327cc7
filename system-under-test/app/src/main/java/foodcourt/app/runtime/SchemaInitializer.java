package foodcourt.app.runtime;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Creates the tables in the schema that {@code currentSchema} in the JDBC URL names, and the schema itself if it is
 * absent. All SQL is unqualified, so this is enough to run in a schema of its own.
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
