package foodcourt;

import foodcourt.defect.Defect;
import foodcourt.eventing.DeadLetters;
import foodcourt.eventing.Dispatcher;
import foodcourt.eventing.OrderCommands;
import foodcourt.eventing.OrderService;
import foodcourt.eventing.TransactionBackpressure;
import foodcourt.functions.EventFunction;
import foodcourt.functions.FunctionRegistry;
import foodcourt.order.Order;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.port.Settings;
import foodcourt.updates.Subscriber;
import foodcourt.updates.UpdateHub;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The Foodcourt app, assembled over its ports. */
public final class Foodcourt {
    private final FunctionRegistry functions;
    private final OrderCommands orders;
    private final ReadModels reads;
    private final DeadLetters deadLetters;
    private final UpdateHub updates;
    private final Dispatcher dispatcher;

    /** Assembles the sound app; {@link #start} starts its threads. */
    public Foodcourt(Ports ports, Settings settings) {
        this(ports, settings, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    public Foodcourt(Ports sound, Settings settings, Defect defect) {
        this(
                defect.ports(sound),
                settings,
                function -> defect.function(function, sound),
                orders -> defect.orders(orders, sound),
                subscriber -> defect.subscriber(subscriber, sound));
    }

    private Foodcourt(
            Ports ports,
            Settings settings,
            UnaryOperator<EventFunction> reacting,
            UnaryOperator<OrderCommands> ordering,
            UnaryOperator<Subscriber<Order>> wrapping) {
        TransactionBackpressure transactions = new TransactionBackpressure(ports.transactions());
        this.functions = new FunctionRegistry(ports.withTransactions(transactions), reacting);
        this.orders = ordering.apply(new OrderService(transactions, ports.hints(), functions::reactingTo));
        this.reads = ports.reads();
        this.deadLetters = new DeadLetters(ports.queue(), ports.hints());
        this.updates = new UpdateHub(ports, settings, wrapping);
        this.dispatcher = new Dispatcher(ports, settings, functions.byName().keySet(), transactions::room);
    }

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

    public UpdateHub updates() {
        return updates;
    }

    public void start() {
        updates.start();
        dispatcher.start();
    }

    /** Stops claiming, waits at most this long for deliveries in flight, and releases the rest. */
    public void stop(Duration atMost) {
        dispatcher.stop(atMost);
        updates.stop();
    }
}
