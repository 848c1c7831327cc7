package tribunal.load.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.MachineCheck;
import tribunal.load.harness.ProcessReaper;

/**
 * The option {@code embedded}: a real PostgreSQL that the run starts itself, from programs that the build includes,
 * with durable commits and commit timestamps. Its data folder is registered with the process reaper, so a crash leaves
 * neither server nor folder behind.
 */
public record EmbeddedDatabaseOption() implements DatabaseOption {
    @Override
    public void check(Path runs, int connections) {
        MachineCheck.ofThis(runs).requirePostgres();
    }

    @Override
    public boolean isOwnProcess() {
        return true;
    }

    @Override
    public String shown() {
        return "embedded";
    }

    /** Starts a server on a free port, in about a second. */
    @Override
    public Database start(StartParameters place) {
        place.reaper().registerFolder(place.data());
        Redirect log = Redirect.appendTo(place.log().toFile());
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(place.data())
                    .setOverrideWorkingDirectory(MachineCheck.programs().toFile())
                    // The user's locale may not be installed on this machine.
                    .setLocaleConfig("locale", "C")
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(log)
                    .setErrorRedirector(log);
            Database.settings(place.connections()).forEach(builder::setServerConfig);
            EmbeddedPostgres server = builder.start();
            String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?ApplicationName=foodcourt";
            EmbeddedServer process = EmbeddedServer.of(server, place, url);
            return new Database(url, "postgres", "", Optional.of(process), () -> stop(server, process, place.reaper()));
        } catch (IOException | RuntimeException e) {
            throw new LoadFailureException(
                    "PostgreSQL did not start: " + e.getMessage() + " (see " + place.log() + ")", e);
        }
    }

    /** Stops the server. If it does not end, the process reaper kills it later. */
    private static void stop(EmbeddedPostgres server, EmbeddedServer process, ProcessReaper reaper) {
        try {
            process.resume();
            server.close();
            if (!process.isAlive()) {
                reaper.unregister(process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
