package foodcourt.updates;

import foodcourt.port.Mutex;
import java.util.Set;
import java.util.TreeSet;

/** What is said to have changed and is to be read again: each once, however often it was said. */
final class PendingRefreshes<K extends Comparable<K>> {
    private final Mutex mutex;
    private Set<K> heard = new TreeSet<>();

    PendingRefreshes(Mutex mutex) {
        this.mutex = mutex;
    }

    void hear(K key) {
        mutex.locked(() -> heard.add(key));
    }

    /** All that was heard since the last time, in order. */
    Set<K> take() {
        return mutex.locked(() -> {
            Set<K> taken = heard;
            heard = new TreeSet<>();
            return taken;
        });
    }
}
