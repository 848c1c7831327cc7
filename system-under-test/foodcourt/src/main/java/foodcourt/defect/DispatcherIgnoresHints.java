package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.Ports;

/** No hint wakes the dispatcher: a due delivery waits for the next poll. */
final class DispatcherIgnoresHints implements Defect {
    @Override
    public String name() {
        return "dispatcher-ignores-hints";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withHints(new FilteredHints(sound.hints(), hint -> !(hint instanceof Hint.DeliveryDue)));
    }
}
