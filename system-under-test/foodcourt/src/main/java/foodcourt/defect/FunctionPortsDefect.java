package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.port.Delivery;
import foodcourt.port.Ports;
import java.util.function.BiFunction;

/**
 * A defect in the ports that depends on the delivery which a function is handling.
 *
 * @param current the delivery being handled; unbound outside functions
 */
record FunctionPortsDefect(
        String name, ScopedValue<Delivery> current, BiFunction<Ports, ScopedValue<Delivery>, Ports> breaking)
        implements Defect {
    FunctionPortsDefect(String name, BiFunction<Ports, ScopedValue<Delivery>, Ports> breaking) {
        this(name, ScopedValue.newInstance(), breaking);
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return new ForwardingFunction(sound) {
            @Override
            public void handle(Delivery delivery) {
                ScopedValue.where(current, delivery).run(() -> super.handle(delivery));
            }
        };
    }

    @Override
    public Ports ports(Ports sound) {
        return breaking.apply(sound, current);
    }
}
