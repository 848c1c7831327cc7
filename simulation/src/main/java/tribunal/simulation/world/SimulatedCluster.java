package tribunal.simulation.world;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.NodeStopping;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.time.SimulatedProcess;
import tribunal.simulation.time.VirtualTime;

/** The app's nodes. Applies the outages of nodes and store, each on its own thread. */
public final class SimulatedCluster {
    private final VirtualTime time;
    private final SimulatedProcess harness;
    private final SimulatedDatabase database;
    private final SimulatedApp.Surroundings surroundings;
    private final Consumer<Entry> witness;
    private final Consumer<SimulatedApp> onLost;
    private final Map<String, SimulatedApp> apps = new LinkedHashMap<>();
    private final Map<String, Integer> incarnations = new LinkedHashMap<>();
    private final Map<String, Long> skews = new LinkedHashMap<>();
    private long heal = Long.MAX_VALUE;

    /** @param onLost is notified of each app that clients can no longer reach */
    public SimulatedCluster(
            SimulatedProcess harness,
            SimulatedApp.Surroundings surroundings,
            Consumer<Entry> witness,
            Consumer<SimulatedApp> onLost) {
        this.time = surroundings.time();
        this.harness = harness;
        this.database = surroundings.database();
        this.surroundings = surroundings;
        this.witness = witness;
        this.onLost = onLost;
    }

    public void start(String name) {
        int incarnation = incarnations.merge(name, 1, Integer::sum);
        SimulatedApp app = new SimulatedApp(name, incarnation, skews.getOrDefault(name, 0L), surroundings);
        apps.put(name, app);
        witness.accept(new NodeStarted(time.now(), name));
        app.foodcourt().start();
    }

    private Optional<SimulatedApp> reachable(String name) {
        return Optional.ofNullable(apps.get(name)).filter(app -> !app.process().isDead());
    }

    /** Picks a reachable node by this number, modulo their count; empty if no node is reachable. */
    public Optional<SimulatedApp> any(int number) {
        List<SimulatedApp> up =
                apps.values().stream().filter(app -> !app.process().isDead()).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(up.get(Math.floorMod(number, up.size())));
    }

    /** Returns all nodes that are up. */
    public List<SimulatedApp> all() {
        return List.copyOf(apps.values());
    }

    /** Schedules outages, each at its time; an outage that would last longer ends at heal. */
    public void schedule(List<ScheduledOutage> outages, long healStart) {
        heal = healStart;
        for (ScheduledOutage outage : outages) {
            switch (outage.kind()) {
                case SKEW_CLOCK -> {
                    database.countOutage(outage.kind());
                    skews.put(outage.target(), outage.nanos());
                }
                case CUT_UPDATES, SLOW_UPDATES, FAIL_UPDATES -> {}
                default ->
                    harness.start("incident " + outage.kind().label(), () -> {
                        time.sleep(outage.at() - time.now());
                        apply(outage);
                    });
            }
        }
    }

    private void apply(ScheduledOutage outage) {
        switch (outage.kind()) {
            case KILL_NODE -> restart(outage, SimulatedApp::kill);
            case STOP_NODE -> restart(outage, this::stop);
            case ROLLING_RESTART -> restartAll(outage);
            case PAUSE_NODE ->
                reachable(outage.target())
                        .filter(app -> !app.process().isPaused())
                        .ifPresent(app -> pause(app, outage));
            case CUT_DATABASE, KILL_DATABASE, RESTART_DATABASE -> cut(outage);
            case SLOW_DATABASE -> {
                database.countOutage(outage.kind());
                duringWindow("slow-database", () -> database.slow(outage));
            }
            case LOSE_HINTS -> reachable(outage.target()).ifPresent(app -> loseHints(app, outage));
            default -> throw new IllegalStateException(outage.kind() + " is not an outage of a node");
        }
    }

    /** Takes a node out of service, as a load balancer does, ends its process, and starts a new one later. */
    private void restart(ScheduledOutage outage, Consumer<SimulatedApp> end) {
        reachable(outage.target()).ifPresent(app -> {
            database.countOutage(outage.kind());
            apps.remove(app.name());
            onLost.accept(app);
            end.accept(app);
            witness.accept(new NodeKilled(time.now(), app.name()));
            sleepUpToHeal(outage.nanos());
            start(outage.target());
        });
    }

    private void restartAll(ScheduledOutage outage) {
        for (String node : names(incarnations.size())) {
            restart(new ScheduledOutage(outage.kind(), node, outage.at(), outage.nanos()), this::stop);
        }
    }

    private void stop(SimulatedApp app) {
        witness.accept(new NodeStopping(time.now(), app.name()));
        app.stop();
    }

    private void pause(SimulatedApp app, ScheduledOutage outage) {
        database.countOutage(outage.kind());
        witness.accept(new NodePaused(time.now(), app.name()));
        app.process().pause();
        sleepUpToHeal(outage.nanos());
        app.process().resume();
        witness.accept(new NodeResumed(time.now(), app.name()));
    }

    private void loseHints(SimulatedApp app, ScheduledOutage outage) {
        database.countOutage(outage.kind());
        app.hints().loseUntil(Math.min(time.now() + outage.nanos(), heal));
    }

    private void cut(ScheduledOutage outage) {
        if (database.isCut()) {
            return;
        }
        database.countOutage(outage.kind());
        duringWindow(outage.kind().label(), () -> {
            database.cut();
            sleepUpToHeal(outage.nanos());
            database.restore();
        });
        apps.values().forEach(app -> app.hints().reconnected());
    }

    private void duringWindow(String fault, Runnable window) {
        witness.accept(new FaultWindowOpened(time.now(), fault));
        window.run();
        witness.accept(new FaultWindowClosed(time.now(), fault));
    }

    private void sleepUpToHeal(long nanos) {
        harness.sleep(Duration.ofNanos(Math.max(0, Math.min(nanos, heal - time.now()))));
    }

    public static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "node-" + n).toList();
    }
}
