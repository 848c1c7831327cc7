package tribunal.simulation;

import foodcourt.port.DeadLetter;
import foodcourt.port.Hint;
import foodcourt.port.StoreException;
import foodcourt.port.ThirdPartyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tribunal.fault.inject.FaultInjector;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.Outage;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.history.OutstandingWork;
import tribunal.history.Phase;
import tribunal.scenario.ThirdPartyBehaviour;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.OrderPlacement;
import tribunal.scenario.schedule.Schedule;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.Decisions;
import tribunal.simulation.decision.RecordingDecisions;
import tribunal.simulation.decision.ReplayedDecisions;
import tribunal.simulation.decision.SeededDecisions;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.time.SimulatedNode;
import tribunal.simulation.time.VirtualTime;
import tribunal.simulation.world.BoardWatcherScript;
import tribunal.simulation.world.CustomerScript;
import tribunal.simulation.world.SimulatedApp;
import tribunal.simulation.world.SimulatedClients;
import tribunal.simulation.world.SimulatedClients.Operation;
import tribunal.simulation.world.SimulatedCluster;
import tribunal.simulation.world.SimulatedDatabase;
import tribunal.simulation.world.SimulatedSocket;
import tribunal.simulation.world.SimulatedThirdParties;
import tribunal.thirdparty.Ledger;
import tribunal.thirdparty.ThirdPartySettings;

/** One run in virtual time, through the same phases as under real load: what it leaves is a history, and nothing else. */
public final class SimulatedRun {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PINGS = Duration.ofMillis(300);
    private static final int REDRIVEN_MAX = 500;

    private final SimulationInput trial;
    private final AppModel model;
    private final JudgeLimits limits;
    private final Schedule schedule;
    private final FaultPlan plan;
    private final VirtualTime world;
    private final SimulatedNode harness;
    private final List<Entry> entries = new ArrayList<>(8_192);
    private final Decisions choices;
    private final SimulatedDatabase database;
    private final SimulatedClients clients;
    private final SimulatedCluster cluster;
    private final SortedMap<String, Long> outages = new TreeMap<>();

    private SimulatedRun(
            SimulationInput trial, AppModel model, JudgeLimits limits, Optional<SequencedSet<Decision>> heard) {
        this.trial = trial;
        this.model = model;
        this.limits = trial.limits(limits);
        Schedule whole = Schedule.of(trial.scenario(), trial.seed());
        this.plan = new FaultPlan(trial.seed(), trial.scenario().faults(), whole.planned());
        Decisions deciding = deciding(whole);
        this.choices =
                heard.<Decisions>map(h -> new RecordingDecisions(deciding, h)).orElse(deciding);
        this.schedule = placed(whole);
        this.world = new VirtualTime(choices.pace());
        this.harness = world.stage("harness");
        this.database = new SimulatedDatabase(world, choices, trial.seed(), entries::add, this::befell);
        this.clients = new SimulatedClients(world, entries::add, this::befell);
        this.cluster = new SimulatedCluster(harness, surroundings(), entries::add, clients::gone);
    }

    /**
     * Runs it.
     *
     * @throws tribunal.simulation.time.NoProgressException if the world cannot go on
     */
    public static SimulationResult run(SimulationInput trial, AppModel model, JudgeLimits limits)
            throws InterruptedException {
        return new SimulatedRun(trial, model, limits, Optional.empty()).go();
    }

    /** Runs it, and notes all that was decided. */
    public static SimulationResult overheard(
            SimulationInput trial, AppModel model, JudgeLimits limits, SequencedSet<Decision> heard)
            throws InterruptedException {
        return new SimulatedRun(trial, model, limits, Optional.of(heard)).go();
    }

    private Decisions deciding(Schedule whole) {
        return trial.story()
                .<Decisions>map(story -> new ReplayedDecisions(story.orders(), story.choices()))
                .orElseGet(() -> new SeededDecisions(
                        trial.scenario(), trial.seed(), plan, SimulatedCluster.names(trial.nodes()), visitors(whole)));
    }

    private static List<String> visitors(Schedule schedule) {
        return schedule.customers().stream().map(Customer::id).toList();
    }

    /** Without the orders that the story leaves out, and without customers who have none left. */
    private Schedule placed(Schedule whole) {
        List<Customer> customers = whole.customers().stream()
                .map(c -> new Customer(
                        c.id(),
                        c.joins(),
                        c.absences(),
                        c.orders().stream()
                                .filter(p -> choices.places(p.order()))
                                .toList()))
                .filter(c -> !c.orders().isEmpty())
                .toList();
        return new Schedule(whole.storm(), customers, whole.boardWatchers());
    }

    private SimulatedApp.Surroundings surroundings() {
        ThirdPartyBehaviour wanted = trial.scenario().thirdParties();
        ThirdPartySettings settings = new ThirdPartySettings(
                wanted.refuse(), wanted.decline(), wanted.couriers(), wanted.rideMin(), wanted.rideMax());
        Ledger ledger = new Ledger(trial.seed(), settings, world::now, entries::add);
        return new SimulatedApp.Surroundings(
                world,
                database,
                new SimulatedThirdParties(world, ledger),
                node -> new FaultInjector(
                        choices.fates(),
                        node,
                        SimulatedDatabase.clock(world, 0)::now,
                        0,
                        entry -> entries.add(entry.get())),
                this::tellOthers,
                trial.defect(),
                trial::settings,
                trial.seed());
    }

    private void tellOthers(String teller, List<Hint> words) {
        cluster.all().stream()
                .filter(app -> !app.name().equals(teller))
                .forEach(app -> app.hints().heard(words));
    }

    private void befell(Outage.Kind kind) {
        outages.merge(kind.label(), 1L, Long::sum);
    }

    private SimulationResult go() throws InterruptedException {
        world.run(harness, this::play);
        List<RuntimeException> uncaught = world.uncaught().stream()
                .filter(e -> !(e instanceof StoreException || e instanceof ThirdPartyException))
                .toList();
        return new SimulationResult(new History(entries), world.now(), world.handOvers(), outages, uncaught);
    }

    private void play() {
        entries.add(new RunStarted(
                0,
                trial.scenario().name(),
                trial.seed(),
                "simulate",
                schedule.size(),
                trial.scenario().thirdParties().couriers(),
                limits,
                trial.scenario().demands(),
                plan.poisoned(model, limits.attempts())));
        enter(Phase.WARM_UP);
        long storm = trial.scenario().phases().warmUp().toNanos();
        long heal = storm + trial.scenario().phases().storm().toNanos();
        cluster.meet(choices.incidents(), heal);
        SimulatedCluster.names(trial.nodes()).forEach(cluster::start);
        startVisitors();
        clients.until(storm);
        enter(Phase.STORM);
        trial.scenario().traffic().redrive().ifPresent(every -> startOperator(every, heal));
        clients.until(heal);
        enter(Phase.HEAL);
        heal();
        enter(Phase.DRAIN);
        drain();
        entries.addAll(database.store().boards());
    }

    private void enter(Phase phase) {
        entries.add(new PhaseStarted(world.now(), phase));
    }

    private void startVisitors() {
        int number = 0;
        for (Customer customer : schedule.customers()) {
            CustomerScript plan = new CustomerScript(clients, cluster, customer, number++);
            choices.incidents().stream()
                    .filter(i -> i.target().equals(customer.id()))
                    .forEach(plan.visitor()::meet);
            clients.start(customer.id(), plan::play);
        }
        schedule.boardWatchers().forEach(watcher -> {
            BoardWatcherScript plan = new BoardWatcherScript(clients, cluster, watcher);
            clients.start(watcher.id(), plan::play);
        });
    }

    /** Has dead letters tried again, each so often, until heal. */
    private void startOperator(Duration every, long heal) {
        clients.process().start("operator", () -> {
            int number = 0;
            for (long at = world.now() + every.toNanos(); at < heal; at += every.toNanos()) {
                clients.until(at);
                cluster.any(number++).ifPresent(this::redrive);
            }
        });
    }

    private void redrive(SimulatedApp app) {
        List<DeadLetter> dead = clients.ask(
                        app,
                        "dead letters",
                        SimulatedClients.ANSWER_BOUND,
                        () -> app.reads().deadLetters(REDRIVEN_MAX))
                .orElse(List.of());
        if (!dead.isEmpty()) {
            clients.ask(
                    app,
                    "redrive",
                    SimulatedClients.ANSWER_BOUND,
                    () -> app.foodcourt()
                            .deadLetters()
                            .redrive(dead.stream()
                                    .map(DeadLetter::id)
                                    .collect(Collectors.toCollection(LinkedHashSet::new))));
        }
    }

    /** Faults off, everybody up, the canary placed, customers done and pinged. */
    private void heal() {
        database.heal();
        cluster.all().forEach(SimulatedApp::heal);
        while (cluster.all().size() < trial.nodes()) {
            harness.sleep(LOOK);
        }
        cluster.all().forEach(SimulatedApp::heal);
        placeCanary();
        while (clients.busy() > 0) {
            harness.sleep(LOOK);
        }
        clients.process().sleep(PINGS);
        clients.connections().forEach(SimulatedSocket::ping);
    }

    private void placeCanary() {
        OrderPlacement canary = Schedule.canary(trial.seed());
        entries.add(new CanaryPlaced(world.now(), canary.order()));
        Operation operation = new Operation(
                Kind.PLACE, Schedule.CANARY, canary.requestId(), canary.order(), world.now(), Optional.of(canary));
        Outcome outcome = Outcome.INDETERMINATE;
        for (int send = 1; send <= 5 && outcome == Outcome.INDETERMINATE; send++) {
            SimulatedApp app = cluster.any(send).orElseThrow();
            outcome = clients.send(
                    app,
                    operation,
                    send,
                    SimulatedClients.ANSWER_BOUND,
                    () -> CustomerScript.place(app, Schedule.CANARY, canary));
        }
    }

    /** Waits until nothing is outstanding, or until nothing more can be hoped for. */
    private void drain() {
        long began = world.now();
        long bound = began + trial.scenario().phases().drain().toNanos();
        while (true) {
            long now = world.now();
            long quiet = now - lastChange();
            if (quiet >= limits.quietTime().toNanos() && isDone()) {
                entries.add(new Drained(now));
                return;
            }
            boolean silent = quiet >= limits.longestSilence().toNanos()
                    && now > began + limits.canaryBound().toNanos();
            if (now > bound || silent) {
                notDrained(silent ? "nothing is tried any more" : "the drain's bound has passed");
                return;
            }
            harness.sleep(LOOK);
        }
    }

    /** When something last happened; what nodes read for subscribers at every poll is nothing that happens. */
    private long lastChange() {
        int last = entries.size() - 1;
        while (entries.get(last) instanceof ChangesRead) {
            last--;
        }
        return entries.get(last).at();
    }

    private boolean isDone() {
        return database.store().pending() == 0 && database.store().openWrites() == 0;
    }

    private void notDrained(String why) {
        OutstandingWork backlog = new OutstandingWork(model);
        entries.forEach(backlog::add);
        entries.add(new NotDrained(world.now(), why, List.copyOf(backlog.outstanding())));
    }
}
