package tribunal.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tribunal.load.app.AppProcess;
import tribunal.load.app.Distribution;
import tribunal.load.database.DatabaseOption;
import tribunal.load.database.EmbeddedDatabaseOption;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.MachineCheck;
import tribunal.load.harness.ProcessReaper;
import tribunal.scenario.AppSettings;
import tribunal.thirdparty.Ledger;
import tribunal.thirdparty.ThirdPartyServer;
import tribunal.thirdparty.ThirdPartySettings;

/** Runs the app alone, with its database and third parties, for manual use: no faults, no witnesses, no verdict. */
public final class StandaloneApp {
    private static final ThirdPartySettings SETTINGS =
            new ThirdPartySettings(0.03, 0.03, 200, Duration.ofSeconds(2), Duration.ofSeconds(6));

    private StandaloneApp() {}

    /** Checks that this machine can run the app; throws BadInputException, which says what to do, if it cannot. */
    public static void check(Path folder) {
        MachineCheck machine = MachineCheck.ofThis(folder);
        machine.requireOpenFiles(0);
        machine.requireSpace();
        machine.requirePostgres();
    }

    /**
     * Runs the app until this process or the app ends.
     *
     * @param folder holds database and logs; the database is removed when this process ends
     * @param ready receives the app's address once it is ready
     * @throws LoadFailureException if something does not start, or the app ends
     */
    public static void run(Distribution distribution, int port, Path folder, Consumer<URI> ready)
            throws InterruptedException {
        long origin = System.nanoTime();
        Ledger ledger = new Ledger(origin, SETTINGS, () -> System.nanoTime() - origin, _ -> {});
        try (ProcessReaper reaper = ProcessReaper.start()) {
            DatabaseOption.StartParameters place = new DatabaseOption.StartParameters(
                    Files.createDirectories(folder).resolve("postgres").toAbsolutePath(),
                    folder.resolve("postgres.log"),
                    reaper,
                    AppSettings.DEFAULTS.connections(1));
            try (ThirdPartyServer thirdParties = ThirdPartyServer.start(ledger, 0);
                    var database = new EmbeddedDatabaseOption().start(place)) {
                Map<String, String> properties = Map.of(
                        "spring.datasource.url", database.url(),
                        "spring.datasource.username", database.user(),
                        "foodcourt.third-parties", thirdParties.uri().toString());
                AppProcess.Start start = new AppProcess.Start(
                        distribution, port, properties, Map.of(), Optional.empty(), folder.resolve("app.log"));
                try (AppProcess app = AppProcess.start(start, reaper)) {
                    app.awaitReady();
                    ready.accept(app.uri());
                    app.awaitEnd();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
