package tribunal.simulation.world;

import foodcourt.order.CommandResult;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.Outage;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Entry;
import tribunal.scenario.schedule.OrderPlacement;
import tribunal.simulation.time.SimulatedNode;
import tribunal.simulation.time.VirtualTime;

/** Where customers are: a process of its own that reaches the app over a network, and the witness of what they see. */
public final class SimulatedClients {
    /** After so long a client waits no more for an answer. */
    public static final Duration ANSWER_BOUND = Duration.ofSeconds(5);

    private final VirtualTime world;
    private final SimulatedNode process;
    private final Consumer<Entry> witness;
    private final Consumer<Outage.Kind> befallen;
    private final List<SimulatedSocket> connections = new ArrayList<>();
    private int busy;

    /**
     * A logical operation: all its sends share it.
     *
     * @param placement what is to be placed; empty for other kinds
     */
    public record Operation(
            Kind kind,
            String customer,
            String requestId,
            String order,
            long intended,
            Optional<OrderPlacement> placement) {
        String id() {
            return kind.operation(customer, requestId);
        }
    }

    /** @param befallen told of each outage that really befell somebody */
    public SimulatedClients(VirtualTime world, Consumer<Entry> witness, Consumer<Outage.Kind> befallen) {
        this.befallen = befallen;
        this.world = world;
        this.process = world.stage("clients");
        this.witness = witness;
    }

    VirtualTime world() {
        return world;
    }

    public SimulatedNode process() {
        return process;
    }

    void befell(Outage.Kind kind) {
        befallen.accept(kind);
    }

    void tell(Entry entry) {
        witness.accept(entry);
    }

    /** Starts somebody whose plan the harness waits for. */
    public void start(String name, Runnable plan) {
        busy++;
        process.start(name, () -> {
            plan.run();
            busy--;
        });
    }

    /** How many have not done all that they planned. */
    public int busy() {
        return busy;
    }

    /** Waits for a time of the run. */
    public void until(long at) {
        if (at > world.now()) {
            world.sleep(at - world.now());
        }
    }

    /**
     * Asks a node over the network, and waits for its answer.
     *
     * @return empty if none came in time, or the node could not be reached or failed
     */
    public <T> Optional<T> ask(SimulatedApp app, String name, Duration bound, Supplier<T> work) {
        world.call(TypicalLatencies.NETWORK);
        if (app.process().isDead()) {
            return Optional.empty();
        }
        Signal answered = process.newSignal();
        AtomicReference<@Nullable T> answer = new AtomicReference<>();
        app.process().start(name, () -> {
            T result = work.get();
            world.call(TypicalLatencies.NETWORK);
            answer.set(result);
            answered.raise();
        });
        answered.await(bound);
        return Optional.ofNullable(answer.get());
    }

    /** One send of an operation, with what became of it for the client. */
    public Outcome send(SimulatedApp app, Operation operation, int send, Duration bound, Supplier<CommandResult> work) {
        tell(new OperationSent(
                world.now(),
                operation.id(),
                send,
                operation.kind(),
                operation.order(),
                operation.customer(),
                operation.intended(),
                operation.placement().map(OrderPlacement::restaurant).orElse(null),
                operation.placement().map(OrderPlacement::total).orElse(null),
                OrderPlacement.content(operation.requestId(), operation.placement())
                        .orElse(null)));
        Optional<CommandResult> decision = ask(app, operation.id() + "#" + send, bound, work);
        OperationAnswered answer = answer(operation, send, decision);
        tell(answer);
        return answer.outcome();
    }

    private OperationAnswered answer(Operation operation, int send, Optional<CommandResult> decision) {
        return switch (decision.orElse(null)) {
            case CommandResult.Accepted(var order) ->
                new OperationAnswered(
                        world.now(),
                        operation.id(),
                        send,
                        Outcome.ACKNOWLEDGED,
                        order.version(),
                        order.status().name(),
                        null,
                        order.totalCents());
            case CommandResult.Refused(var reason) ->
                new OperationAnswered(world.now(), operation.id(), send, Outcome.REFUSED, 0, null, reason.name());
            case null ->
                new OperationAnswered(world.now(), operation.id(), send, Outcome.INDETERMINATE, 0, null, "no answer");
        };
    }

    void opened(SimulatedSocket connection) {
        connections.add(connection);
    }

    void closed(SimulatedSocket connection) {
        connections.remove(connection);
    }

    /** A node has gone: whoever is connected to it notices. */
    public void gone(SimulatedApp app) {
        List.copyOf(connections).stream()
                .filter(connection -> connection.app() == app)
                .forEach(SimulatedSocket::lost);
    }

    /** All that are connected now. */
    public List<SimulatedSocket> connections() {
        return List.copyOf(connections);
    }
}
