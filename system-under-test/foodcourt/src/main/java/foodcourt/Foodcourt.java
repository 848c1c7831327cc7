package foodcourt;

import foodcourt.functions.EventFunction;
import foodcourt.order.CancelOrder;
import foodcourt.order.Decision;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;
import foodcourt.updates.UpdateHub;
import java.time.Duration;
import java.util.Map;

/** The app, put together over its ports. */
@SuppressWarnings("DoNotCallSuggester")
public final class Foodcourt {
    /** Assembles the sound app; nothing runs before {@link #start}. */
    public Foodcourt(Ports ports, Settings settings) {
        throw new UnsupportedOperationException(ports + " " + settings);
    }

    /** The functions by name, in alphabetical order: what the channel is to call. */
    public Map<String, EventFunction> functions() {
        throw new UnsupportedOperationException();
    }

    /** Places an order; the same request again answers the order that it placed, as it is now. */
    public Decision place(PlaceOrder request) {
        throw new UnsupportedOperationException(request.toString());
    }

    /** Cancels an order before its courier is assigned; the same request again is accepted again. */
    public Decision cancel(CancelOrder request) {
        throw new UnsupportedOperationException(request.toString());
    }

    public UpdateHub updates() {
        throw new UnsupportedOperationException();
    }

    /** Starts dispatcher and resync. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Claims no more, waits for what is in flight, and gives the rest back. */
    public void stop(Duration atMost) {
        throw new UnsupportedOperationException(atMost.toString());
    }
}
