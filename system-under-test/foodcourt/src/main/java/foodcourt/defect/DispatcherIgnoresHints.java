package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Ports;

/** No hint wakes the dispatcher: whatever becomes due waits for the next poll. */
final class DispatcherIgnoresHints implements Defect {
    @Override
    public String name() {
        return "dispatcher-ignores-hints";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withHints(new ForwardingHints(sound.hints(), Undisturbed::new));
    }

    private record Undisturbed(HintListener sound) implements HintListener {
        @Override
        public void hinted(Hint hint) {
            if (!(hint instanceof Hint.DeliveryDue)) {
                sound.hinted(hint);
            }
        }

        @Override
        public void reconnected() {
            sound.reconnected();
        }
    }
}
