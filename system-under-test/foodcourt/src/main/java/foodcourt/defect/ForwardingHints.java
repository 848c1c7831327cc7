package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import java.util.function.UnaryOperator;

/** Hints as listeners of a broken app hear them. */
record ForwardingHints(Hints sound, UnaryOperator<HintListener> hearing) implements Hints {
    @Override
    public void committed(Hint hint) {
        sound.committed(hint);
    }

    @Override
    public void listen(HintListener listener) {
        sound.listen(hearing.apply(listener));
    }
}
