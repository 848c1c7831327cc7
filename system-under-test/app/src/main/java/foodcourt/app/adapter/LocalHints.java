package foodcourt.app.adapter;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hints within one node. */
final class LocalHints implements Hints {
    private final List<HintListener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void send(Hint hint) {
        listeners.forEach(listener -> listener.hinted(hint));
    }

    /** Notifies listeners that hints from other nodes may have been lost. */
    void reconnected() {
        listeners.forEach(HintListener::reconnected);
    }

    @Override
    public void listen(HintListener listener) {
        listeners.add(listener);
    }
}
