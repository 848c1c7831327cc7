package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.EventType;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import java.util.Set;

/** A function that forwards to a sound one; a defect changes a part of it. */
abstract class ForwardingFunction implements EventFunction {
    private final EventFunction sound;

    ForwardingFunction(EventFunction sound) {
        this.sound = sound;
    }

    @Override
    public FunctionName name() {
        return sound.name();
    }

    @Override
    public Set<EventType> events() {
        return sound.events();
    }

    @Override
    public void handle(Delivery delivery) {
        sound.handle(delivery);
    }
}
