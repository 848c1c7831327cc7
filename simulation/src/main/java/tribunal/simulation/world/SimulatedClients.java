package tribunal.simulation.world;

import foodcourt.order.CommandResult;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.Outage;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.scenario.schedule.Operation;
import tribunal.simulation.time.SimulatedProcess;
import tribunal.simulation.time.VirtualTime;

/** The process of the clients: it reaches the app over a network, and is the witness of what clients see. */
public final class SimulatedClients {
    /** Longest wait of a client for an answer. */
    public static final Duration ANSWER_BOUND = Duration.ofSeconds(5);

    private final VirtualTime time;
    private final SimulatedProcess process;
    private final Consumer<Entry> witness;
    private final Consumer<Outage.Kind> onOutage;
    private final List<SimulatedSocket> sockets = new ArrayList<>();
    private final List<RuntimeException> overlaps = new ArrayList<>();
    private int busy;

    /** @param onOutage is notified of each outage that affected a subscriber */
    public SimulatedClients(VirtualTime time, Consumer<Entry> witness, Consumer<Outage.Kind> onOutage) {
        this.onOutage = onOutage;
        this.time = time;
        this.process = time.harnessProcess("clients");
        this.witness = witness;
    }

    VirtualTime time() {
        return time;
    }

    public SimulatedProcess process() {
        return process;
    }

    void countOutage(Outage.Kind kind) {
        onOutage.accept(kind);
    }

    /** Records that a frame could not be sent, as a fault window of no length. */
    void frameFailed() {
        countOutage(Outage.Kind.FAIL_UPDATES);
        record(new FaultWindowOpened(time.now(), Outage.Kind.FAIL_UPDATES.label()));
        record(new FaultWindowClosed(time.now(), Outage.Kind.FAIL_UPDATES.label()));
    }

    void record(Entry entry) {
        witness.accept(entry);
    }

    /** Starts a client; the harness waits for the end of its script. */
    public void start(String name, Runnable script) {
        busy++;
        process.start(name, () -> {
            script.run();
            busy--;
        });
    }

    /** Counts the clients that have not finished their script. */
    public int busy() {
        return busy;
    }

    /** Sleeps until a time of the run. */
    public void sleepUntil(long at) {
        if (at > time.now()) {
            time.sleep(at - time.now());
        }
    }

    /** Calls a node over the network; empty if no answer came in time, or the node was unreachable or failed. */
    public <T> Optional<T> ask(SimulatedApp app, String name, Duration bound, Supplier<T> work) {
        time.call(TypicalLatencies.NETWORK);
        if (app.process().isDead()) {
            return Optional.empty();
        }
        Signal answered = process.newSignal();
        AtomicReference<@Nullable T> answer = new AtomicReference<>();
        app.process().start(name, () -> {
            T value = work.get();
            time.call(TypicalLatencies.NETWORK);
            answer.set(value);
            answered.raise();
        });
        answered.await(bound);
        return Optional.ofNullable(answer.get());
    }

    /** Sends an operation once; records the send and its outcome for the client. */
    public Outcome send(SimulatedApp app, Operation operation, int send, Duration bound, Supplier<CommandResult> work) {
        record(operation.sent(time.now(), send));
        Optional<CommandResult> result = ask(app, operation.id() + "#" + send, bound, work);
        OperationAnswered answer = answer(operation, send, result);
        record(answer);
        return answer.outcome();
    }

    private OperationAnswered answer(Operation operation, int send, Optional<CommandResult> result) {
        return switch (result.orElse(null)) {
            case CommandResult.Accepted(var order) ->
                new OperationAnswered(
                        time.now(),
                        operation.id(),
                        send,
                        Outcome.ACKNOWLEDGED,
                        order.version(),
                        order.status().name(),
                        null,
                        Map.of("total", Long.toString(order.totalCents())));
            case CommandResult.Refused(var reason) ->
                new OperationAnswered(
                        time.now(), operation.id(), send, Outcome.REFUSED, 0, null, reason.name(), Map.of());
            case null ->
                new OperationAnswered(
                        time.now(), operation.id(), send, Outcome.INDETERMINATE, 0, null, "no answer", Map.of());
        };
    }

    void opened(SimulatedSocket socket) {
        sockets.add(socket);
    }

    void closed(SimulatedSocket socket) {
        sockets.remove(socket);
    }

    void updatesOverlapped(String subscription) {
        overlaps.add(new IllegalStateException("two threads update " + subscription + " at the same time"));
    }

    /** Returns an exception for each frame that the app sent while it was sending another one of the subscription. */
    public List<RuntimeException> overlaps() {
        return List.copyOf(overlaps);
    }

    /** Closes the sockets of a lost node; their clients notice it. */
    public void nodeLost(SimulatedApp app) {
        List.copyOf(sockets).stream().filter(socket -> socket.app() == app).forEach(SimulatedSocket::lost);
    }

    public List<SimulatedSocket> sockets() {
        return List.copyOf(sockets);
    }
}
