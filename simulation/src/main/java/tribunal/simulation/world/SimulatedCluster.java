package tribunal.simulation.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.time.SimulatedNode;
import tribunal.simulation.time.VirtualTime;

/** The app's nodes, and what befalls them and their store; each incident has a thread of its own. */
public final class SimulatedCluster {
    private final VirtualTime world;
    private final SimulatedNode harness;
    private final SimulatedDatabase database;
    private final SimulatedApp.Surroundings around;
    private final Consumer<Entry> witness;
    private final Consumer<SimulatedApp> whenGone;
    private final Map<String, SimulatedApp> apps = new LinkedHashMap<>();
    private final Map<String, Integer> lives = new LinkedHashMap<>();
    private final Map<String, Long> skews = new LinkedHashMap<>();
    private long heal = Long.MAX_VALUE;

    /** @param whenGone told of each app that nobody can reach any more */
    public SimulatedCluster(
            SimulatedNode harness,
            SimulatedApp.Surroundings around,
            Consumer<Entry> witness,
            Consumer<SimulatedApp> whenGone) {
        this.world = around.world();
        this.harness = harness;
        this.database = around.database();
        this.around = around;
        this.witness = witness;
        this.whenGone = whenGone;
    }

    /** Starts a node, again if it was there before. */
    public void start(String name) {
        int life = lives.merge(name, 1, Integer::sum);
        SimulatedApp app = new SimulatedApp(name, life, skews.getOrDefault(name, 0L), around);
        apps.put(name, app);
        witness.accept(new NodeStarted(world.now(), name));
        app.start();
    }

    /** The node of that name, if it can be reached. */
    Optional<SimulatedApp> reach(String name) {
        return Optional.ofNullable(apps.get(name)).filter(app -> !app.process().isDead());
    }

    /** The one of the nodes that answer now which this number falls to; empty if none does. */
    public Optional<SimulatedApp> any(int number) {
        List<SimulatedApp> up =
                apps.values().stream().filter(app -> !app.process().isDead()).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(up.get(Math.floorMod(number, up.size())));
    }

    /** All nodes that are up. */
    public List<SimulatedApp> all() {
        return List.copyOf(apps.values());
    }

    /** Lets it befall them, each at its time; what would last longer ends at heal. */
    public void meet(List<Incident> incidents, long healing) {
        heal = healing;
        for (Incident incident : incidents) {
            switch (incident.kind()) {
                case SKEW_CLOCK -> {
                    database.befell(incident.kind());
                    skews.put(incident.target(), incident.lasting());
                }
                case CUT_UPDATES, SLOW_UPDATES -> {}
                default ->
                    harness.start("incident " + incident.kind().label(), () -> {
                        world.sleep(incident.at() - world.now());
                        meet(incident);
                    });
            }
        }
    }

    private void meet(Incident incident) {
        switch (incident.kind()) {
            case KILL_NODE ->
                reach(incident.target()).ifPresent(app -> {
                    database.befell(incident.kind());
                    leave(app);
                    app.kill();
                    witness.accept(new NodeKilled(world.now(), app.name()));
                    restart(incident);
                });
            case STOP_NODE ->
                reach(incident.target()).ifPresent(app -> {
                    database.befell(incident.kind());
                    leave(app);
                    app.stop();
                    witness.accept(new NodeKilled(world.now(), app.name()));
                    restart(incident);
                });
            case PAUSE_NODE ->
                reach(incident.target())
                        .filter(app -> !app.process().isPaused())
                        .ifPresent(app -> pause(app, incident));
            case CUT_DATABASE -> cut(incident);
            case SLOW_DATABASE -> {
                database.befell(incident.kind());
                within("slow-database", () -> database.slow(incident));
            }
            default -> throw new IllegalStateException(incident.kind() + " befalls no node");
        }
    }

    /** Customers are sent elsewhere, as a load balancer does. */
    private void leave(SimulatedApp app) {
        apps.remove(app.name());
        whenGone.accept(app);
    }

    private void restart(Incident incident) {
        until(incident.lasting());
        start(incident.target());
    }

    private void pause(SimulatedApp app, Incident incident) {
        database.befell(incident.kind());
        witness.accept(new NodePaused(world.now(), app.name()));
        app.process().pause();
        until(incident.lasting());
        app.process().resume();
        witness.accept(new NodeResumed(world.now(), app.name()));
    }

    private void cut(Incident incident) {
        if (database.isCut()) {
            return;
        }
        database.befell(incident.kind());
        within("cut-database", () -> {
            database.cut();
            until(incident.lasting());
            database.mend();
        });
        apps.values().forEach(app -> app.hints().reconnected());
    }

    private void within(String fault, Runnable window) {
        witness.accept(new FaultWindowOpened(world.now(), fault));
        window.run();
        witness.accept(new FaultWindowClosed(world.now(), fault));
    }

    private void until(long lasting) {
        harness.sleep(Duration.ofNanos(Math.max(0, Math.min(lasting, heal - world.now()))));
    }

    /** Names of so many nodes. */
    public static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            names.add("node-" + n);
        }
        return names;
    }
}
