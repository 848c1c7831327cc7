package tribunal.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real PostgreSQL of our own, with durable commits and commit timestamps. Its data folder belongs to the guardian, so a
 * crash leaves neither server nor folder behind.
 */
final class EmbeddedDatabase implements Database {
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server on a free port, in about a second. */
    static EmbeddedDatabase start(Path data, Path log, int connections) {
        try {
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(MachineCheck.programs().toFile())
                    // The user's locale need not be installed here.
                    .setLocaleConfig("locale", "C")
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Database.settings(connections).forEach(server::setServerConfig);
            return new EmbeddedDatabase(server.start());
        } catch (IOException | RuntimeException e) {
            throw new LoadFailure("PostgreSQL did not start: " + e.getMessage() + " (see " + log + ")", e);
        }
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?ApplicationName=foodcourt";
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
