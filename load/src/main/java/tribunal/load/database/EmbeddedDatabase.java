package tribunal.load.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import tribunal.load.run.LoadFailureException;
import tribunal.load.run.MachineCheck;
import tribunal.load.run.ProcessReaper;

/**
 * A real PostgreSQL that the run starts itself, with durable commits and commit timestamps. Its data folder is
 * registered with the process reaper, so a crash leaves neither server nor folder behind.
 */
public final class EmbeddedDatabase implements Database {
    private final EmbeddedPostgres server;
    private final ProcessReaper reaper;

    private EmbeddedDatabase(EmbeddedPostgres server, ProcessReaper reaper) {
        this.server = server;
        this.reaper = reaper;
    }

    /** Starts a server on a free port, in about a second. */
    public static EmbeddedDatabase start(DatabaseOption.Place place) {
        try {
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                    .setDataDirectory(place.data())
                    .setOverrideWorkingDirectory(MachineCheck.programs().toFile())
                    // The user's locale may not be installed on this machine.
                    .setLocaleConfig("locale", "C")
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(
                            ProcessBuilder.Redirect.appendTo(place.log().toFile()))
                    .setErrorRedirector(
                            ProcessBuilder.Redirect.appendTo(place.log().toFile()));
            Database.settings(place.connections()).forEach(server::setServerConfig);
            EmbeddedPostgres started = server.start();
            place.reaper().postmaster(started.getProcess().pid());
            return new EmbeddedDatabase(started, place.reaper());
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

    /** Stops the server. If it does not end, the process reaper kills it later. */
    @Override
    public void close() {
        try {
            server.close();
            if (isDead()) {
                reaper.ended(server.getProcess().pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
