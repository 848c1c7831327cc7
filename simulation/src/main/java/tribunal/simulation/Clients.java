package tribunal.simulation;

import foodcourt.order.Decision;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.fault.Outage;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Entry;
import tribunal.scenario.Placement;
import tribunal.simulation.time.SimulatedNode;
import tribunal.simulation.time.World;

/** Where customers are: a process of its own that reaches the app over a network, and the witness of what they see. */
final class Clients {
    /** After so long a client waits no more for an answer. */
    static final Duration ANSWER_BOUND = Duration.ofSeconds(5);

    private final World world;
    private final SimulatedNode process;
    private final Consumer<Entry> witness;
    private final Consumer<Outage.Kind> befallen;
    private final List<Connection> connections = new ArrayList<>();
    private int busy;

    /**
     * A logical operation: all its sends share it.
     *
     * @param placement what is to be placed; empty for other kinds
     */
    record Operation(
            Kind kind, String customer, String requestId, String order, long intended, Optional<Placement> placement) {
        String id() {
            return kind.operation(customer, requestId);
        }
    }

    /** @param befallen told of each outage that really befell somebody */
    Clients(World world, Consumer<Entry> witness, Consumer<Outage.Kind> befallen) {
        this.befallen = befallen;
        this.world = world;
        this.process = world.stage("clients");
        this.witness = witness;
    }

    World world() {
        return world;
    }

    SimulatedNode process() {
        return process;
    }

    void befell(Outage.Kind kind) {
        befallen.accept(kind);
    }

    void tell(Entry entry) {
        witness.accept(entry);
    }

    /** Starts somebody whose plan the harness waits for. */
    void start(String name, Runnable plan) {
        busy++;
        process.start(name, () -> {
            plan.run();
            busy--;
        });
    }

    /** How many have not done all that they planned. */
    int busy() {
        return busy;
    }

    /** Waits for a time of the run. */
    void until(long at) {
        if (at > world.now()) {
            world.sleep(at - world.now());
        }
    }

    /**
     * Asks a node over the network, and waits for its answer.
     *
     * @return empty if none came in time, or the node could not be reached or failed
     */
    <T> Optional<T> ask(App app, String name, Duration bound, Supplier<T> work) {
        world.call(Usual.NETWORK);
        if (app.process().isDead()) {
            return Optional.empty();
        }
        Signal answered = process.newSignal();
        AtomicReference<@Nullable T> answer = new AtomicReference<>();
        app.process().start(name, () -> {
            T result = work.get();
            world.call(Usual.NETWORK);
            answer.set(result);
            answered.raise();
        });
        answered.await(bound);
        return Optional.ofNullable(answer.get());
    }

    /** One send of an operation, with what became of it for the client. */
    Outcome send(App app, Operation operation, int send, Duration bound, Supplier<Decision> work) {
        tell(new OperationSent(
                world.now(),
                operation.id(),
                send,
                operation.kind(),
                operation.order(),
                operation.customer(),
                operation.intended(),
                operation.placement().map(Placement::restaurant).orElse(null),
                operation.placement().map(Placement::total).orElse(null),
                Placement.content(operation.requestId(), operation.placement()).orElse(null)));
        Optional<Decision> decision = ask(app, operation.id() + "#" + send, bound, work);
        OperationAnswered answer = answer(operation, send, decision);
        tell(answer);
        return answer.outcome();
    }

    private OperationAnswered answer(Operation operation, int send, Optional<Decision> decision) {
        return switch (decision.orElse(null)) {
            case Decision.Accepted(var order) ->
                new OperationAnswered(
                        world.now(),
                        operation.id(),
                        send,
                        Outcome.ACKNOWLEDGED,
                        order.version(),
                        order.status().name(),
                        null,
                        order.totalCents());
            case Decision.Refused(var reason) ->
                new OperationAnswered(world.now(), operation.id(), send, Outcome.REFUSED, 0, null, reason.name());
            case null ->
                new OperationAnswered(world.now(), operation.id(), send, Outcome.INDETERMINATE, 0, null, "no answer");
        };
    }

    void opened(Connection connection) {
        connections.add(connection);
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    /** A node has gone: whoever is connected to it notices. */
    void gone(App app) {
        List.copyOf(connections).stream()
                .filter(connection -> connection.app() == app)
                .forEach(Connection::lost);
    }

    /** All that are connected now. */
    List<Connection> connections() {
        return List.copyOf(connections);
    }
}
