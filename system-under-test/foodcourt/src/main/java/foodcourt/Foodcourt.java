package foodcourt;

import foodcourt.eventing.Dispatcher;
import foodcourt.eventing.OrderService;
import foodcourt.functions.EventFunction;
import foodcourt.functions.Functions;
import foodcourt.order.CancelOrder;
import foodcourt.order.Decision;
import foodcourt.order.PlaceOrder;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;
import foodcourt.updates.UpdateHub;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The app, put together over its ports. */
public final class Foodcourt {
    private final Functions functions;
    private final OrderService orders;
    private final UpdateHub updates;
    private final Dispatcher dispatcher;

    /** Assembles the sound app; nothing runs before {@link #start}. */
    public Foodcourt(Ports ports, Settings settings) {
        this(ports, settings, UnaryOperator.identity());
    }

    /** Assembles it with its subscribers wrapped. */
    public Foodcourt(Ports ports, Settings settings, UnaryOperator<Subscriber> wrapping) {
        this.functions = new Functions(ports);
        this.orders = new OrderService(ports.transactions(), ports.hints(), functions::reactingTo);
        this.updates = new UpdateHub(ports, settings, wrapping);
        this.dispatcher = new Dispatcher(ports, settings, functions.byName().keySet());
    }

    /** The functions by name, in alphabetical order: what the channel is to call. */
    public Map<FunctionName, EventFunction> functions() {
        return functions.byName();
    }

    /** Places an order; the same request again answers the order that it placed, as it is now. */
    public Decision place(PlaceOrder request) {
        return orders.place(request);
    }

    /** Cancels an order before its courier is assigned; the same request again is accepted again. */
    public Decision cancel(CancelOrder request) {
        return orders.cancel(request);
    }

    public UpdateHub updates() {
        return updates;
    }

    /** Starts dispatcher and updates. */
    public void start() {
        updates.start();
        dispatcher.start();
    }

    /** Claims no more, waits for what is in flight, and gives the rest back. */
    public void stop(Duration atMost) {
        dispatcher.stop(atMost);
        updates.stop();
    }
}
