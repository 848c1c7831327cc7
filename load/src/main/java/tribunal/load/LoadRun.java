package tribunal.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.fault.Injection;
import tribunal.fault.Plan;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.Journal;
import tribunal.scenario.Scenario;
import tribunal.scenario.Schedule;
import tribunal.scenario.ThirdParties;
import tribunal.thirdparty.Ledger;
import tribunal.thirdparty.ThirdPartyServer;
import tribunal.thirdparty.ThirdPartySettings;

/**
 * One run under real load: starts the guardian, PostgreSQL, the third parties and the app, lets the traffic pass through
 * its phases, and leaves a history. Whatever happens, nothing that it started outlives it; a run that was killed leaves
 * the history up to that moment.
 */
public final class LoadRun implements AutoCloseable {
    private final LoadRequest request;
    private final Schedule schedule;
    private final Plan plan;
    private final Clocks clocks = new Clocks(System.nanoTime());
    private final Watch watch;
    private final Map<String, Journal> journals = new LinkedHashMap<>();
    private final Background background = new Background();
    private final Guardian guardian = Guardian.start();
    private final List<Monkey> monkeys = new ArrayList<>();
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
            Files.createDirectories(request.directory().resolve("history"));
            Files.createDirectories(request.log("x").getParent());
            try (LoadRun run = new LoadRun(request)) {
                run.start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks whether this machine can run it, before anything is started or written.
     *
     * @throws tribunal.scenario.BadInput with what is missing, and what to do
     */
    public static void check(Scenario scenario, long seed, Path runs) {
        MachineCheck machine = MachineCheck.ofThis(runs);
        machine.requireOpenFiles(Schedule.of(scenario, seed).customers().size());
        machine.requireSpace();
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
        DatabaseChoice.Place place = new DatabaseChoice.Place(
                request.directory().resolve("postgres").toAbsolutePath(),
                request.log("postgres.log"),
                guardian,
                request.scenario().app().connections(request.nodes()));
        try (ThirdPartyServer thirdParties = thirdParties();
                Database database = request.database().start(place);
                Nodes app = new Nodes()) {
            phase = "app";
            startNodes(app, database, thirdParties);
            play(app, database, harness);
        }
    }

    private ThirdPartyServer thirdParties() throws IOException {
        ThirdParties wanted = request.scenario().thirdParties();
        Recorder recorder = recorder("third-parties.jsonl");
        ThirdPartySettings settings = new ThirdPartySettings(
                wanted.refuse(), wanted.decline(), wanted.couriers(), wanted.rideMin(), wanted.rideMax());
        return ThirdPartyServer.start(new Ledger(request.seed(), settings, clocks::at, recorder::record), 0);
    }

    private void startNodes(Nodes app, Database database, ThirdPartyServer thirdParties)
            throws InterruptedException, IOException {
        List<String> names = Nodes.names(request.nodes());
        Iterator<Integer> ports = freePorts(2 * names.size()).iterator();
        for (String name : names) {
            Optional<Monkey> monkey =
                    request.scenario().chaosMonkey().map(chaos -> new Monkey(name, ports.next(), chaos));
            monkey.ifPresent(monkeys::add);
            app.start(
                    name,
                    new AppProcess.Start(
                            request.distribution(),
                            ports.next(),
                            properties(name, database, thirdParties),
                            secrets(database),
                            monkey,
                            request.log(name + ".log")),
                    guardian);
        }
        app.awaitReady();
    }

    private Map<String, String> properties(String node, Database database, ThirdPartyServer thirdParties)
            throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.user());
        properties.put("foodcourt.third-parties", thirdParties.uri().toString());
        properties.put("foodcourt.node", node);
        properties.put("foodcourt.nodes", Integer.toString(request.nodes()));
        properties.put("tribunal.injection", injection(node).toString());
        properties.putAll(request.scenario().app().properties());
        request.defect().ifPresent(defect -> properties.put("foodcourt.defect", defect));
        return properties;
    }

    /** Command lines can be read by everybody on this machine, environments only by their owner. */
    private static Map<String, String> secrets(Database database) {
        return database.password().isEmpty() ? Map.of() : Map.of("SPRING_DATASOURCE_PASSWORD", database.password());
    }

    private Path injection(String node) throws IOException {
        Path file = request.directory().resolve("injection-" + node + ".json").toAbsolutePath();
        new Injection(plan, node, clocks.origin(), channel(node).toString()).write(file);
        return file;
    }

    private Path channel(String node) {
        return request.history("channel-" + node + ".jsonl").toAbsolutePath();
    }

    private void play(Nodes app, Database database, Recorder harness) throws InterruptedException {
        try (DatabaseWitness witness = DatabaseWitness.install(database, clocks, harness::record)) {
            for (String node : Nodes.names(request.nodes())) {
                harness.record(new NodeStarted(clocks.at(), node));
                JournalTail tail = new JournalTail(channel(node));
                background.every(Duration.ofMillis(100), () -> tail.next().forEach(watch::saw));
            }
            Recorder store = recorder("database.jsonl");
            background.every(Duration.ofMillis(250), () -> store.record(witness.stream()));
            Path data = request.directory().resolve("postgres");
            DiskUse disk = new DiskUse(List.of(data, request.directory().resolve("history")));
            Resources resources = new Resources(app.handles(), data, disk);
            background.every(
                    Duration.ofMillis(500),
                    () -> harness.record(resources.sample(clocks.at(), witness.sessions(), watch.backlog())));
            Monkeys struck = new Monkeys(monkeys, harness, clocks);
            new Phases(request, clocks, watch, background, harness, store, witness, app, struck)
                    .pass(schedule, new ClientWitness(clocks, recorder("client.jsonl")), p -> phase = p);
        } catch (SQLException e) {
            throw new LoadFailure("the database witness failed: " + e.getMessage(), e);
        }
    }

    /** So many ports that nobody listens on now. */
    static List<Integer> freePorts(int count) {
        List<Integer> ports = new ArrayList<>();
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int n = 0; n < count; n++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                ports.add(sockets.getLast().getLocalPort());
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
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
