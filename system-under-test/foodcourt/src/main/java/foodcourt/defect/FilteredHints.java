package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import java.util.function.Predicate;

/**
 * Hints of which listeners get only some.
 *
 * @param passes selects the hints that listeners get
 */
record FilteredHints(Hints sound, Predicate<Hint> passes) implements Hints {
    @Override
    public void committed(Hint hint) {
        sound.committed(hint);
    }

    @Override
    public void listen(HintListener listener) {
        sound.listen(new HintListener() {
            @Override
            public void hinted(Hint hint) {
                if (passes.test(hint)) {
                    listener.hinted(hint);
                }
            }

            @Override
            public void reconnected() {
                listener.reconnected();
            }
        });
    }
}
