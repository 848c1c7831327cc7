package tribunal.bench;

import foodcourt.app.Application;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A private PostgreSQL with durable commits, set up as for a load run, and removed when closed. */
record Database(EmbeddedPostgres server) implements AutoCloseable {
    static Database start() throws IOException {
        return new Database(EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("track_commit_timestamp", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                .start());
    }

    /**
     * Starts the app on this database.
     *
     * @param arguments further arguments of its command line
     */
    ConfigurableApplicationContext startApp(String... arguments) {
        Stream<String> connection = Stream.of(
                "--server.port=0",
                "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");
        return SpringApplication.run(
                Application.class,
                Stream.concat(connection, Stream.of(arguments)).toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
