package tribunal.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tribunal.fault.Injection;
import tribunal.fault.Plan;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.Journal;
import tribunal.scenario.Schedule;
import tribunal.thirdparty.Ledger;
import tribunal.thirdparty.ThirdPartyServer;
import tribunal.thirdparty.ThirdPartySettings;

/**
 * One run under real load: starts the guardian, PostgreSQL, the third parties and the app, lets the traffic pass through
 * its phases, and leaves a history. Whatever happens, nothing that it started outlives it; a run that was killed leaves
 * the history up to that moment.
 */
public final class LoadRun implements AutoCloseable {
    static final String NODE = "node-1";

    private final LoadRequest request;
    private final Schedule schedule;
    private final Plan plan;
    private final Clocks clocks = new Clocks(System.nanoTime());
    private final Watch watch;
    private final Map<String, Journal> journals = new LinkedHashMap<>();
    private final Background background = new Background();
    private final Guardian guardian = Guardian.start();
    private volatile String phase = "database";

    private LoadRun(LoadRequest request) {
        this.request = request;
        this.schedule = Schedule.of(request.scenario(), request.seed());
        this.plan = new Plan(request.seed(), request.scenario().faults(), schedule.planned());
        this.watch = new Watch(request.model());
    }

    /**
     * Runs it.
     *
     * @throws LoadFailure if the harness fails; the history up to then stays
     */
    public static void run(LoadRequest request) throws InterruptedException {
        try {
            Files.createDirectories(request.history("x").getParent());
            Files.createDirectories(request.log("x").getParent());
            try (LoadRun run = new LoadRun(request)) {
                run.start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Recorder recorder(String file) {
        return new Recorder(journals.computeIfAbsent(file, f -> Journal.open(request.history(f))), watch);
    }

    private void start() throws InterruptedException, IOException {
        Recorder harness = recorder("harness.jsonl");
        harness.record(new RunStarted(
                clocks.at(),
                request.scenario().name(),
                request.seed(),
                "load",
                schedule.size(),
                request.scenario().thirdParties().couriers(),
                request.limits(),
                request.scenario().demands(),
                plan.poisoned(request.model(), request.limits().attempts())));
        background.every(Duration.ofMillis(100), () -> harness.record(clocks.pair()));
        background.every(Duration.ofMillis(250), () -> request.progress().accept(watch.status(phase, clocks.at())));
        Path data = request.directory().resolve("postgres").toAbsolutePath();
        guardian.folder(data);
        try (ThirdPartyServer thirdParties = thirdParties();
                EmbeddedDatabase database = EmbeddedDatabase.start(data, request.log("postgres.log"))) {
            phase = "app";
            withApp(database, thirdParties, harness);
        }
    }

    private ThirdPartyServer thirdParties() throws IOException {
        tribunal.scenario.ThirdParties wanted = request.scenario().thirdParties();
        Recorder recorder = recorder("third-parties.jsonl");
        ThirdPartySettings settings = new ThirdPartySettings(
                wanted.refuse(), wanted.decline(), wanted.couriers(), wanted.rideMin(), wanted.rideMax());
        return ThirdPartyServer.start(new Ledger(request.seed(), settings, clocks::at, recorder::record), 0);
    }

    private void withApp(EmbeddedDatabase database, ThirdPartyServer thirdParties, Recorder harness)
            throws InterruptedException, IOException {
        Path channel = request.history("channel-" + NODE + ".jsonl").toAbsolutePath();
        Path injection = request.directory().resolve("injection.json").toAbsolutePath();
        new Injection(plan, NODE, clocks.origin(), channel.toString()).write(injection);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", "postgres");
        properties.put("spring.datasource.password", "");
        properties.put("foodcourt.third-parties", thirdParties.uri().toString());
        properties.put("foodcourt.node", NODE);
        properties.put("tribunal.injection", injection.toString());
        request.defect().ifPresent(defect -> properties.put("foodcourt.defect", defect));
        Path log = request.log("app.log");
        try (AppProcess app =
                AppProcess.start(new AppProcess.Start(request.distribution(), freePort(), properties, log), guardian)) {
            app.awaitReady(log);
            try (DatabaseWitness witness = DatabaseWitness.install(database, clocks)) {
                harness.record(new NodeStarted(clocks.at(), NODE));
                JournalTail tail = new JournalTail(channel);
                background.every(Duration.ofMillis(100), () -> tail.next().forEach(watch::saw));
                Recorder store = recorder("database.jsonl");
                background.every(Duration.ofMillis(250), () -> store.record(witness.stream()));
                Resources resources = new Resources(
                        Map.of(NODE, app.handle()), request.directory().resolve("postgres"));
                background.every(
                        Duration.ofMillis(500),
                        () -> harness.record(resources.sample(clocks.at(), witness.sessions(), watch.backlog())));
                new Phases(request, clocks, watch, background, harness, store, witness, app)
                        .pass(schedule, new ClientWitness(clocks, recorder("client.jsonl")), p -> phase = p);
            }
        } catch (java.sql.SQLException e) {
            throw new LoadFailure("the database witness failed: " + e.getMessage(), e);
        }
    }

    /** A port that nobody listens on now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LoadFailure("no free port: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        background.close();
        guardian.close();
        for (Journal journal : journals.values()) {
            journal.close();
        }
    }
}
