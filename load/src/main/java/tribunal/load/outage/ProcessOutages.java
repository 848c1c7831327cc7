package tribunal.load.outage;

import java.util.List;
import java.util.function.Consumer;
import tribunal.fault.plan.PlannedOutage;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.NodeStopping;
import tribunal.load.app.AppCluster;
import tribunal.load.database.Database;
import tribunal.load.database.EmbeddedServer;
import tribunal.load.harness.RunClock;
import tribunal.load.harness.Signals;
import tribunal.load.network.NetworkFaults;

/**
 * The outages of the app's processes and of the database server; those of the network it passes on. It records
 * beginnings and ends.
 *
 * @param record receives the entries
 */
public record ProcessOutages(
        AppCluster app, Database database, NetworkFaults network, RunClock clock, Consumer<HarnessEntry> record)
        implements OutageTargets {
    @Override
    public List<String> nodes() {
        return List.copyOf(app.handles().keySet());
    }

    @Override
    public Ending begin(PlannedOutage outage) throws InterruptedException {
        String target = outage.target();
        return switch (outage.kind()) {
            case KILL_NODE -> {
                app.kill(target);
                yield down(target);
            }
            case STOP_NODE -> {
                record.accept(new NodeStopping(clock.now(), target));
                app.stop(target);
                yield down(target);
            }
            case PAUSE_NODE -> paused(target);
            case KILL_DATABASE -> window(outage, EmbeddedServer::kill, EmbeddedServer::start);
            case RESTART_DATABASE -> window(outage, EmbeddedServer::stop, EmbeddedServer::start);
            case PAUSE_DATABASE -> window(outage, EmbeddedServer::pause, EmbeddedServer::resume);
            default -> network.begin(outage)::run;
        };
    }

    private Ending down(String node) {
        record.accept(new NodeKilled(clock.now(), node));
        return () -> {
            app.restart(node);
            record.accept(new NodeStarted(clock.now(), node));
        };
    }

    private Ending paused(String node) {
        record.accept(new NodePaused(clock.now(), node));
        Signals.pause(List.of(app.handle(node)).stream());
        return () -> {
            Signals.resume(List.of(app.handle(node)).stream());
            record.accept(new NodeResumed(clock.now(), node));
        };
    }

    /** An action on the server that ends when the server is in its new state. */
    private interface ServerAction {
        void on(EmbeddedServer server) throws InterruptedException;
    }

    private Ending window(PlannedOutage outage, ServerAction begin, ServerAction end) throws InterruptedException {
        EmbeddedServer server = database.server().orElseThrow();
        record.accept(new FaultWindowOpened(clock.now(), outage.kind().label()));
        begin.on(server);
        return () -> {
            end.on(server);
            record.accept(new FaultWindowClosed(clock.now(), outage.kind().label()));
        };
    }
}
