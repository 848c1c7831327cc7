package foodcourt.defect;

import foodcourt.port.Ports;
import java.util.function.UnaryOperator;

/** A defect in the ports alone. */
record PortsDefect(String name, UnaryOperator<Ports> breaking) implements Defect {
    @Override
    public Ports ports(Ports sound) {
        return breaking.apply(sound);
    }
}
