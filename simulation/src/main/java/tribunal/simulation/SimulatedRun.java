package tribunal.simulation;

import foodcourt.port.DeadLetter;
import foodcourt.port.Hint;
import foodcourt.port.StoreException;
import foodcourt.port.ThirdPartyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.fault.inject.FaultInjector;
import tribunal.fault.plan.EventFlow;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.Outage;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryStarted;
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
import tribunal.scenario.schedule.Operation;
import tribunal.scenario.schedule.OrderPlacement;
import tribunal.scenario.schedule.Schedule;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.DecisionSource;
import tribunal.simulation.decision.RecordingDecisions;
import tribunal.simulation.decision.ReplayedDecisions;
import tribunal.simulation.decision.SeededDecisions;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.time.SimulatedProcess;
import tribunal.simulation.time.VirtualTime;
import tribunal.simulation.world.BoardWatcherScript;
import tribunal.simulation.world.CustomerScript;
import tribunal.simulation.world.SimulatedApp;
import tribunal.simulation.world.SimulatedClients;
import tribunal.simulation.world.SimulatedCluster;
import tribunal.simulation.world.SimulatedDatabase;
import tribunal.simulation.world.SimulatedSocket;
import tribunal.simulation.world.SimulatedThirdParties;
import tribunal.simulation.world.WatchedTopics;
import tribunal.thirdparty.Ledger;
import tribunal.thirdparty.ThirdPartySettings;

/**
 * One run in virtual time, with the phases of a real load run. Its result is a history, with the run's length, the
 * number of outages of each kind and the app's errors.
 */
public final class SimulatedRun {
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);
    private static final Duration PING_DELAY = Duration.ofMillis(300);
    private static final int REDRIVEN_MAX = 500;

    private final SimulationInput input;
    private final AppModel model;
    private final JudgeLimits limits;
    private final Schedule schedule;
    private final FaultPlan plan;
    private final VirtualTime time;
    private final SimulatedProcess harness;
    private final List<Entry> entries = new ArrayList<>(8_192);
    private final DecisionSource decisions;
    private final SimulatedDatabase database;
    private final SimulatedClients clients;
    private final SimulatedCluster cluster;
    private final SortedMap<String, Long> outageCounts = new TreeMap<>();

    private SimulatedRun(
            SimulationInput input, AppModel model, JudgeLimits limits, Optional<SequencedSet<Decision>> recorded) {
        this.input = input;
        this.model = model;
        this.limits = input.limits(limits);
        Schedule fullSchedule = Schedule.of(input.scenario(), input.seed());
        this.plan = new FaultPlan(input.seed(), input.scenario().faults(), fullSchedule.planned(), EventFlow.of(model));
        DecisionSource decisionSource = decisionSource(fullSchedule);
        this.decisions = recorded.<DecisionSource>map(r -> new RecordingDecisions(decisionSource, r))
                .orElse(decisionSource);
        this.schedule = placedOnly(fullSchedule);
        this.time = new VirtualTime(decisions.schedulingStrategy());
        this.harness = time.harnessProcess("harness");
        this.database = new SimulatedDatabase(time, decisions, input.seed(), entries::add, this::countOutage);
        this.clients = new SimulatedClients(time, entries::add, this::countOutage);
        this.cluster = new SimulatedCluster(harness, surroundings(), entries::add, clients::nodeLost);
    }

    /**
     * Runs the simulation.
     *
     * @throws tribunal.simulation.time.NoProgressException if the simulated threads cannot go on
     */
    public static SimulationResult run(SimulationInput input, AppModel model, JudgeLimits limits)
            throws InterruptedException {
        return new SimulatedRun(input, model, limits, Optional.empty()).execute();
    }

    /** Runs the simulation and adds every decision that was used to {@code recorded}. */
    public static SimulationResult runRecorded(
            SimulationInput input, AppModel model, JudgeLimits limits, SequencedSet<Decision> recorded)
            throws InterruptedException {
        return new SimulatedRun(input, model, limits, Optional.of(recorded)).execute();
    }

    private DecisionSource decisionSource(Schedule fullSchedule) {
        return input.recorded()
                .<DecisionSource>map(replayed -> new ReplayedDecisions(replayed.orders(), replayed.decisions()))
                .orElseGet(() -> new SeededDecisions(
                        input.scenario(),
                        input.seed(),
                        plan,
                        SimulatedCluster.names(input.nodes()),
                        fullSchedule.customers().stream().map(Customer::id).toList()));
    }

    /** Removes the orders that the recorded decisions leave out, and the customers without an order left. */
    private Schedule placedOnly(Schedule fullSchedule) {
        List<Customer> customers = fullSchedule.customers().stream()
                .map(c -> new Customer(
                        c.id(),
                        c.joins(),
                        c.offlinePeriods(),
                        c.orders().stream()
                                .filter(p -> decisions.isPlaced(p.order()))
                                .toList()))
                .filter(c -> !c.orders().isEmpty())
                .toList();
        return new Schedule(fullSchedule.stormStart(), customers, fullSchedule.boardWatchers());
    }

    private SimulatedApp.Surroundings surroundings() {
        ThirdPartyBehaviour behaviour = input.scenario().thirdParties();
        ThirdPartySettings settings = new ThirdPartySettings(
                behaviour.refuse(),
                behaviour.decline(),
                behaviour.couriers(),
                behaviour.rideMin(),
                behaviour.rideMax());
        Ledger ledger = new Ledger(input.seed(), settings, time::now, entries::add);
        return new SimulatedApp.Surroundings(
                time,
                database,
                new SimulatedThirdParties(time, ledger, input.thirdPartyLatency()),
                node -> new FaultInjector(
                        decisions.fates(),
                        node,
                        SimulatedDatabase.clock(time, 0)::now,
                        0,
                        entry -> entries.add(entry.get())),
                this::notifyOthers,
                input.defect(),
                input::settings,
                input.seed());
    }

    private void notifyOthers(String sender, List<Hint> hints) {
        cluster.all().stream()
                .filter(app -> !app.name().equals(sender))
                .forEach(app -> app.hints().received(hints));
    }

    private void countOutage(Outage.Kind kind) {
        outageCounts.merge(kind.label(), 1L, Long::sum);
    }

    private SimulationResult execute() throws InterruptedException {
        time.run(harness, this::play);
        List<RuntimeException> errors = Stream.concat(time.uncaught().stream(), clients.overlaps().stream())
                .filter(e -> !(e instanceof StoreException || e instanceof ThirdPartyException))
                .toList();
        return new SimulationResult(new History(entries), time.now(), outageCounts, errors);
    }

    private void play() {
        entries.add(new RunStarted(
                0,
                input.scenario().name(),
                input.seed(),
                RunStarted.SIMULATE,
                schedule.size(),
                Map.of("courier", input.scenario().thirdParties().couriers()),
                limits,
                input.scenario().demands(),
                List.of()));
        enter(Phase.WARM_UP);
        long stormStart = input.scenario().phases().warmUp().toNanos();
        long healStart = stormStart + input.scenario().phases().storm().toNanos();
        cluster.schedule(decisions.outages(), healStart);
        SimulatedCluster.names(input.nodes()).forEach(cluster::start);
        startClients();
        clients.sleepUntil(stormStart);
        enter(Phase.STORM);
        input.scenario().traffic().redrive().ifPresent(interval -> startOperator(interval, healStart));
        clients.sleepUntil(healStart);
        enter(Phase.HEAL);
        heal();
        enter(Phase.DRAIN);
        drain();
        entries.addAll(database.store().boards());
    }

    private void enter(Phase phase) {
        entries.add(new PhaseStarted(time.now(), phase));
    }

    private void startClients() {
        WatchedTopics topics = WatchedTopics.drawn(input.seed());
        int number = 0;
        for (Customer customer : schedule.customers()) {
            CustomerScript script = new CustomerScript(clients, cluster, customer, number++, topics);
            decisions.outages().stream()
                    .filter(outage -> outage.target().equals(customer.id()))
                    .forEach(script.subscriber()::schedule);
            clients.start(customer.id(), script::play);
        }
        schedule.boardWatchers().forEach(watcher -> {
            BoardWatcherScript script = new BoardWatcherScript(clients, cluster, watcher);
            clients.start(watcher.id(), script::play);
        });
    }

    /** Redrives dead letters at this interval, until heal. */
    private void startOperator(Duration interval, long healStart) {
        clients.process().start("operator", () -> {
            int number = 0;
            for (long at = time.now() + interval.toNanos(); at < healStart; at += interval.toNanos()) {
                clients.sleepUntil(at);
                cluster.any(number++).ifPresent(this::redrive);
            }
        });
    }

    private void redrive(SimulatedApp app) {
        List<DeadLetter> deadLetters = clients.ask(
                        app,
                        "dead letters",
                        SimulatedClients.ANSWER_BOUND,
                        () -> app.foodcourt().reads().deadLetters(REDRIVEN_MAX))
                .orElse(List.of());
        if (!deadLetters.isEmpty()) {
            clients.ask(
                    app,
                    "redrive",
                    SimulatedClients.ANSWER_BOUND,
                    () -> app.foodcourt()
                            .deadLetters()
                            .redrive(deadLetters.stream()
                                    .map(DeadLetter::id)
                                    .collect(Collectors.toCollection(LinkedHashSet::new))));
        }
    }

    /** Ends all faults, waits for nodes, places the canary, waits for clients, and pings them. */
    private void heal() {
        database.heal();
        clients.sockets().forEach(SimulatedSocket::heal);
        cluster.all().forEach(SimulatedApp::heal);
        while (cluster.all().size() < input.nodes()) {
            harness.sleep(CHECK_INTERVAL);
        }
        cluster.all().forEach(SimulatedApp::heal);
        placeCanary();
        while (clients.busy() > 0) {
            harness.sleep(CHECK_INTERVAL);
        }
        clients.process().sleep(PING_DELAY);
        clients.sockets().forEach(SimulatedSocket::ping);
    }

    private void placeCanary() {
        OrderPlacement canary = Schedule.canary(input.seed());
        entries.add(new CanaryStarted(time.now(), "order:" + canary.order()));
        Operation operation = Operation.place(Schedule.CANARY, canary, time.now());
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

    /** Waits until no work is outstanding, or until no further progress can be expected. */
    private void drain() {
        long start = time.now();
        long deadline = start + input.scenario().phases().drain().toNanos();
        while (true) {
            long now = time.now();
            long quietTime = now - lastChange();
            if (quietTime >= limits.quietTime().toNanos() && isDone()) {
                entries.add(new Drained(now));
                return;
            }
            boolean isSilent = quietTime >= limits.longestSilence().toNanos()
                    && now > start + limits.canaryBound().toNanos();
            if (now > deadline || isSilent) {
                recordNotDrained(isSilent ? "nothing is tried any more" : "the drain's bound has passed");
                return;
            }
            harness.sleep(CHECK_INTERVAL);
        }
    }

    /** Time of the last entry, without the nodes' reads for subscribers, which happen at every poll. */
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

    private void recordNotDrained(String reason) {
        OutstandingWork work = new OutstandingWork(model);
        entries.forEach(work::add);
        entries.add(new NotDrained(time.now(), reason, List.copyOf(work.outstanding())));
    }
}
