package foodcourt;

import foodcourt.eventing.CountedTransactions;
import foodcourt.eventing.DeadLetters;
import foodcourt.eventing.Dispatcher;
import foodcourt.eventing.OrderCommands;
import foodcourt.eventing.OrderService;
import foodcourt.functions.EventFunction;
import foodcourt.functions.FunctionRegistry;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.port.Settings;
import foodcourt.updates.UpdateHub;
import foodcourt.updates.Updates;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The Foodcourt app, assembled over its ports. */
public final class Foodcourt {
    /** The usual longest wait for deliveries in flight when the app stops. */
    public static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final FunctionRegistry functions = new FunctionRegistry();
    private final OrderCommands orders;
    private final ReadModels reads;
    private final DeadLetters deadLetters;
    private final UpdateHub hub;
    private final Updates updates;
    private final Dispatcher dispatcher;

    /** Assembles the app; {@link #start} starts its threads. */
    public Foodcourt(Ports ports, Settings settings) {
        this(ports, settings, new Decorators(f -> f, o -> o, u -> u));
    }

    /** Assembles the app with decorated parts; {@link #start} starts its threads. */
    public Foodcourt(Ports ports, Settings settings, Decorators decorators) {
        CountedTransactions transactions = new CountedTransactions(ports.transactions());
        OrderService service = new OrderService(transactions, ports.hints(), functions::reactingTo);
        FunctionRegistry.all(ports.withTransactions(transactions), service)
                .forEach(function -> functions.add(decorators.functions().apply(function)));
        this.orders = decorators.orders().apply(service);
        this.reads = ports.reads();
        this.deadLetters = new DeadLetters(ports.queue(), ports.hints());
        this.hub = new UpdateHub(ports, settings);
        this.updates = decorators.updates().apply(hub);
        this.dispatcher = new Dispatcher(ports, settings, functions.byName().keySet(), transactions::room);
    }

    /** Decorators of what the ports do not cover. */
    public record Decorators(
            UnaryOperator<EventFunction> functions,
            UnaryOperator<OrderCommands> orders,
            UnaryOperator<Updates> updates) {}

    /** The functions by name, in alphabetical order, for the channel to call. */
    public Map<FunctionName, EventFunction> functions() {
        return functions.byName();
    }

    public OrderCommands orders() {
        return orders;
    }

    public ReadModels reads() {
        return reads;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public Updates updates() {
        return updates;
    }

    public void start() {
        hub.start();
        dispatcher.start();
    }

    /** Stops claiming, waits at most this long for deliveries in flight, and releases the rest. */
    public void stop(Duration atMost) {
        dispatcher.stop(atMost);
        hub.stop();
    }
}
