package foodcourt.updates;

import foodcourt.port.Mutex;
import java.util.Set;
import java.util.TreeSet;

/** The keys that were hinted as changed and must be read again; each is kept once, however often it was hinted. */
final class PendingRefreshes<K extends Comparable<K>> {
    private final Mutex mutex;
    private Set<K> pending = new TreeSet<>();

    PendingRefreshes(Mutex mutex) {
        this.mutex = mutex;
    }

    void note(K key) {
        mutex.locked(() -> pending.add(key));
    }

    /** Removes and returns all keys noted since the last call, in order. */
    Set<K> take() {
        return mutex.locked(() -> {
            Set<K> taken = pending;
            pending = new TreeSet<>();
            return taken;
        });
    }
}
