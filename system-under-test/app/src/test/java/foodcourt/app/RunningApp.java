package foodcourt.app;

import foodcourt.port.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The whole app on a random port, with a PostgreSQL of its own; all tests of the module share one. */
@NullUnmarked
@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(RunningApp.Surroundings.class)
public abstract class RunningApp {
    @Autowired
    protected Ports ports;

    @Autowired
    protected JdbcClient jdbc;

    @LocalServerPort
    protected int port;

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {
        @Bean
        EmbeddedPostgres postgres() {
            try {
                return EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("deadlock_timeout", "50ms")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Bean
        JdbcConnectionDetails connection(EmbeddedPostgres postgres) {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return "postgres";
                }

                @Override
                public String getPassword() {
                    return "postgres";
                }

                @Override
                public String getJdbcUrl() {
                    return postgres.getJdbcUrl("postgres", "postgres");
                }
            };
        }

        @Bean
        AgreeableThirdParties thirdPartiesStub() {
            return new AgreeableThirdParties();
        }

        @Bean
        DynamicPropertyRegistrar properties(AgreeableThirdParties thirdParties) {
            return registry -> registry.add("foodcourt.third-parties", thirdParties::uri);
        }
    }
}
