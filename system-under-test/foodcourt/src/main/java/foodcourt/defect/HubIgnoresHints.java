package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.Ports;

/** Hints reach no subscriber: a change is shown when the next resync finds it. */
final class HubIgnoresHints implements Defect {
    @Override
    public String name() {
        return "hub-ignores-hints";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withHints(new FilteredHints(sound.hints(), hint -> hint instanceof Hint.DeliveryDue));
    }
}
