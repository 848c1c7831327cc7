package tribunal.load.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import tribunal.load.run.LoadFailureException;
import tribunal.load.run.MachineCheck;
import tribunal.load.run.ProcessReaper;

/**
 * A real PostgreSQL of our own, with durable commits and commit timestamps. Its data folder belongs to the guardian, so a
 * crash leaves neither server nor folder behind.
 */
public final class EmbeddedDatabase implements Database {
    private final EmbeddedPostgres server;
    private final ProcessReaper guardian;

    private EmbeddedDatabase(EmbeddedPostgres server, ProcessReaper guardian) {
        this.server = server;
        this.guardian = guardian;
    }

    /** Starts a server on a free port, in about a second. */
    public static EmbeddedDatabase start(DatabaseOption.Place place) {
        try {
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                    .setDataDirectory(place.data())
                    .setOverrideWorkingDirectory(MachineCheck.programs().toFile())
                    // The user's locale need not be installed here.
                    .setLocaleConfig("locale", "C")
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(
                            ProcessBuilder.Redirect.appendTo(place.log().toFile()))
                    .setErrorRedirector(
                            ProcessBuilder.Redirect.appendTo(place.log().toFile()));
            Database.settings(place.connections()).forEach(server::setServerConfig);
            EmbeddedPostgres started = server.start();
            place.guardian().postmaster(started.getProcess().pid());
            return new EmbeddedDatabase(started, place.guardian());
        } catch (IOException | RuntimeException e) {
            throw new LoadFailureException(
                    "PostgreSQL did not start: " + e.getMessage() + " (see " + place.log() + ")", e);
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
    public boolean isDead() {
        return !server.getProcess().isAlive();
    }

    /** One that does not end is left to the guardian. */
    @Override
    public void close() {
        try {
            server.close();
            if (isDead()) {
                guardian.ended(server.getProcess().pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
