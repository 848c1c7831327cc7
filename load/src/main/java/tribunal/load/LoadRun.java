package tribunal.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tribunal.fault.inject.InjectorSettings;
import tribunal.fault.plan.EventFlow;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.OutagePlan;
import tribunal.fault.plan.PlannedOutage;
import tribunal.history.HarnessEntry;
import tribunal.history.IndexedRandom;
import tribunal.history.file.Journal;
import tribunal.load.app.AppCluster;
import tribunal.load.app.AppProcess;
import tribunal.load.app.ChaosMonkeyClient;
import tribunal.load.app.DiskUsage;
import tribunal.load.app.NodeAddresses;
import tribunal.load.app.ResourceSampler;
import tribunal.load.database.Database;
import tribunal.load.database.DatabaseOption;
import tribunal.load.database.DatabaseWitness;
import tribunal.load.harness.BackgroundTasks;
import tribunal.load.harness.JournalTail;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.MachineCheck;
import tribunal.load.harness.ProcessReaper;
import tribunal.load.harness.RunClock;
import tribunal.load.harness.RunMonitor;
import tribunal.load.harness.WitnessRecorder;
import tribunal.load.network.NetworkFaults;
import tribunal.load.outage.LoadOutages;
import tribunal.load.outage.OutageDriver;
import tribunal.load.outage.ProcessOutages;
import tribunal.load.traffic.ClientWitness;
import tribunal.scenario.Scenario;
import tribunal.scenario.ThirdPartyBehaviour;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.Schedule;
import tribunal.thirdparty.Ledger;
import tribunal.thirdparty.ThirdPartyServer;
import tribunal.thirdparty.ThirdPartySettings;

/**
 * Executes one run under real load and leaves a history. It starts the process reaper, PostgreSQL, the third parties
 * and the app, then plays the traffic through all phases. Nothing that it started outlives it, except its schema in a
 * database server of the user if it is killed. The history then remains, without the database's last 250 ms or so.
 */
public final class LoadRun implements AutoCloseable {
    private final LoadRequest request;
    private final Schedule schedule;
    private final FaultPlan plan;
    private final RunClock clock = new RunClock(System.nanoTime());
    private final RunMonitor monitor;
    private final Map<String, Journal> journals = new LinkedHashMap<>();
    private final BackgroundTasks background = new BackgroundTasks();
    private final ProcessReaper reaper = ProcessReaper.start();
    private final List<PlannedOutage> outages;
    private final NetworkFaults network;

    /** The files of the channel witnesses: one for each start of a node, whose last line a kill may tear. */
    private final List<JournalTail> channels = new CopyOnWriteArrayList<>();

    private LoadRun(LoadRequest request) {
        this.request = request;
        this.schedule = Schedule.of(request.scenario(), request.seed());
        this.plan = new FaultPlan(
                request.seed(), request.scenario().faults(), schedule.planned(), EventFlow.of(request.model()));
        this.monitor = new RunMonitor(request.model());
        OutagePlan outagePlan = outagePlan(request, schedule);
        List<Outage> possible =
                LoadOutages.of(request.scenario().outages(), request.database()).possible();
        this.outages = outagePlan.draw(possible);
        List<Outage> ofTransactions =
                possible.stream().filter(outage -> outage.kind().affectsCalls()).toList();
        this.network =
                NetworkFaults.open(outagePlan, outages, ofTransactions, clock::now, recorder("harness.jsonl")::record);
    }

    private static OutagePlan outagePlan(LoadRequest request, Schedule schedule) {
        return new OutagePlan(
                new IndexedRandom(request.seed()),
                request.scenario().phases().warmUp(),
                request.scenario().phases().storm(),
                AppCluster.names(request.nodes()),
                schedule.customers().stream().map(Customer::id).toList());
    }

    /** Executes the run; throws LoadFailureException if the harness fails, and leaves the history up to then. */
    public static void run(LoadRequest request) throws InterruptedException {
        try {
            Files.createDirectories(request.directory().resolve("history"));
            Files.createDirectories(request.log("x").getParent());
            try (LoadRun run = new LoadRun(request)) {
                run.execute();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that this machine can run the scenario, before anything is started; throws BadInputException if not. */
    public static void check(Scenario scenario, long seed, Path runs) {
        MachineCheck machine = MachineCheck.ofThis(runs);
        machine.requireOpenFiles(Schedule.of(scenario, seed).customers().size());
        machine.requireSpace();
    }

    private WitnessRecorder recorder(String file) {
        return new WitnessRecorder(journals.computeIfAbsent(file, f -> Journal.open(request.history(f))), monitor);
    }

    private void execute() throws InterruptedException, IOException {
        WitnessRecorder harness = recorder("harness.jsonl");
        harness.record(new HarnessEntry.RunStarted(
                clock.now(),
                request.scenario().name(),
                request.seed(),
                "load",
                schedule.size(),
                Map.of("courier", request.scenario().thirdParties().couriers()),
                request.limits(),
                request.scenario().demands(),
                List.of()));
        background.every(Duration.ofMillis(100), () -> harness.record(clock.pair()));
        background.every(Duration.ofMillis(250), () -> request.progress().accept(monitor.status(clock.now())));
        DatabaseOption.StartParameters place = new DatabaseOption.StartParameters(
                request.directory().resolve("postgres").toAbsolutePath(),
                request.log("postgres.log"),
                reaper,
                request.scenario().app().connections(request.nodes()));
        try (ThirdPartyServer thirdParties = thirdParties();
                Database database = request.database().start(place);
                AppCluster app = new AppCluster(reaper)) {
            monitor.setActivity("app");
            startNodes(app, database, thirdParties);
            observeAndPlay(app, database, harness);
        }
    }

    private ThirdPartyServer thirdParties() throws IOException {
        ThirdPartyBehaviour wanted = request.scenario().thirdParties();
        WitnessRecorder recorder = recorder("third-parties.jsonl");
        ThirdPartySettings settings = new ThirdPartySettings(
                wanted.refuse(), wanted.decline(), wanted.couriers(), wanted.rideMin(), wanted.rideMax());
        return ThirdPartyServer.start(new Ledger(request.seed(), settings, clock::now, recorder::record), 0);
    }

    private void startNodes(AppCluster app, Database database, ThirdPartyServer thirdParties)
            throws InterruptedException {
        List<String> names = AppCluster.names(request.nodes());
        var ports = freePorts(2 * names.size()).iterator();
        for (String name : names) {
            Optional<ChaosMonkeyClient> monkey =
                    request.scenario().chaosMonkey().map(chaos -> new ChaosMonkeyClient(name, ports.next(), chaos));
            int port = ports.next();
            app.start(
                    name,
                    start -> new AppProcess.Start(
                            request.distribution(),
                            port,
                            properties(name, start, database, thirdParties),
                            secrets(database),
                            monkey,
                            request.log(name + ".log")));
        }
        app.awaitReady();
    }

    private Map<String, String> properties(String node, int start, Database database, ThirdPartyServer thirdParties) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", network.database(node, database.url()));
        properties.put("spring.datasource.username", database.user());
        properties.put(
                "foodcourt.third-parties",
                network.thirdParties(node, thirdParties.uri()).toString());
        properties.put("foodcourt.node", node);
        properties.put("foodcourt.nodes", Integer.toString(request.nodes()));
        properties.put("tribunal.injection", injection(node, start).toString());
        properties.putAll(request.scenario().app().properties());
        request.defect().ifPresent(defect -> properties.put("foodcourt.defect", defect));
        return properties;
    }

    /** Secrets go into the environment: only its owner can read it, but every local user can read command lines. */
    private static Map<String, String> secrets(Database database) {
        return database.password().isEmpty() ? Map.of() : Map.of("SPRING_DATASOURCE_PASSWORD", database.password());
    }

    private Path injection(String node, int start) {
        Path file = request.directory().resolve("injection-" + node + ".json").toAbsolutePath();
        Path channel = request.history("channel-" + node + (start == 1 ? "" : "-" + start) + ".jsonl")
                .toAbsolutePath();
        try {
            new InjectorSettings(plan, node, clock.origin(), skew(node), channel.toString()).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channels.add(new JournalTail(channel));
        return file;
    }

    private long skew(String node) {
        return outages.stream()
                .filter(outage ->
                        outage.kind() == Kind.SKEW_CLOCK && outage.target().equals(node))
                .mapToLong(PlannedOutage::nanos)
                .sum();
    }

    private void observeAndPlay(AppCluster app, Database database, WitnessRecorder harness)
            throws InterruptedException {
        try (DatabaseWitness witness = DatabaseWitness.install(database, clock, harness::record)) {
            for (String node : AppCluster.names(request.nodes())) {
                harness.record(new HarnessEntry.NodeStarted(clock.now(), node));
            }
            background.every(
                    Duration.ofMillis(100),
                    () -> channels.forEach(channel -> channel.next().forEach(monitor::observe)));
            WitnessRecorder store = recorder("database.jsonl");
            background.every(Duration.ofMillis(250), () -> store.record(witness.stream()));
            Path data = request.directory().resolve("postgres");
            DiskUsage disk = new DiskUsage(List.of(data, request.directory().resolve("history")));
            ResourceSampler resources = new ResourceSampler(app::handles, data, disk);
            background.every(
                    Duration.ofMillis(500),
                    () -> harness.record(resources.sample(clock.now(), witness.sessions(), monitor.backlog())));
            ClientWitness client = new ClientWitness(clock, recorder("client.jsonl"));
            ProcessOutages targets = new ProcessOutages(app, database, network, clock, harness::record);
            try (OutageDriver driver = new OutageDriver(outages, clock, targets)) {
                new PhaseDriver(
                                request,
                                clock,
                                monitor,
                                background,
                                harness,
                                store,
                                client,
                                witness,
                                app,
                                addresses(app),
                                driver,
                                network)
                        .run(schedule);
            }
        } catch (SQLException e) {
            throw new LoadFailureException("the database witness failed: " + e.getMessage(), e);
        }
    }

    private NodeAddresses addresses(AppCluster app) {
        List<URI> nodes = app.addresses();
        List<String> names = AppCluster.names(nodes.size());
        return new NodeAddresses(nodes, (client, node) -> network.updates(client, names.get(node), nodes.get(node)));
    }

    /** Returns {@code count} ports on which no process listens now. */
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
            throw new LoadFailureException("no free port: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        background.close();
        network.close();
        reaper.close();
        for (Journal journal : journals.values()) {
            journal.close();
        }
    }
}
