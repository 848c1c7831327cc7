package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Ports;

/** Hints bring subscribers nothing: they see a change when the next resync finds it. */
final class HubIgnoresHints implements Defect {
    @Override
    public String name() {
        return "hub-ignores-hints";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withHints(new ForwardingHints(sound.hints(), Undisturbed::new));
    }

    private record Undisturbed(HintListener sound) implements HintListener {
        @Override
        public void hinted(Hint hint) {
            if (hint instanceof Hint.DeliveryDue) {
                sound.hinted(hint);
            }
        }

        @Override
        public void reconnected() {
            sound.reconnected();
        }
    }
}
