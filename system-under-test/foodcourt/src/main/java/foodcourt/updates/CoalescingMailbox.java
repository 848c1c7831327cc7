package foodcourt.updates;

import foodcourt.port.Mutex;
import foodcourt.port.ReadModels;
import foodcourt.port.Threads;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's news: of each thing only the latest, never one older than what was offered before, handed over by one
 * thread at a time, so that no frame overtakes another.
 */
final class CoalescingMailbox<K extends Comparable<K>, T> {
    private static final Logger LOG = LoggerFactory.getLogger(CoalescingMailbox.class);
    private static final long NOTHING_YET = -1;

    /** Things that wait for one subscriber; as many as a snapshot has at most. */
    static final int WAITING_MAX = ReadModels.ORDERS_MAX;

    private final Threads threads;
    private final VersionedKind<K, T> kind;
    private final Subscriber<T> subscriber;
    private final Mutex mutex;
    private final Map<K, Long> offered = new TreeMap<>();
    private final Map<K, T> waiting = new LinkedHashMap<>();
    private boolean isGreeted;
    private boolean isDraining;
    private volatile boolean closed;

    CoalescingMailbox(Threads threads, VersionedKind<K, T> kind, Subscriber<T> subscriber) {
        this.threads = threads;
        this.kind = kind;
        this.subscriber = subscriber;
        this.mutex = threads.newMutex();
    }

    /**
     * Puts it in, unless the subscriber was offered this version or a newer one; does not block. While {@value #WAITING_MAX}
     * other things wait it is left out: the subscriber stays behind, so the safety net offers it again.
     */
    void offer(T state) {
        if (mutex.locked(() -> accept(state))) {
            threads.start("update", this::drain);
        }
    }

    /**
     * Puts in what is present as somebody begins to watch. What was offered before waits for it: a late hint would show a
     * state that is older than the present one.
     */
    void greet(List<T> present) {
        boolean hasNews = mutex.locked(() -> {
            present.forEach(this::accept);
            isGreeted = true;
            isDraining = !waiting.isEmpty();
            return isDraining;
        });
        if (hasNews) {
            threads.start("update", this::drain);
        }
    }

    /** Whether somebody must start to drain. */
    private boolean accept(T state) {
        K key = kind.key().apply(state);
        long version = kind.version().applyAsLong(state);
        if (closed || isFullFor(key) || version <= offered.getOrDefault(key, NOTHING_YET)) {
            return false;
        }
        offered.put(key, version);
        waiting.put(key, state);
        boolean first = isGreeted && !isDraining;
        isDraining |= first;
        return first;
    }

    /** Whether it was not offered this version or a newer one, and would take it now. */
    boolean wants(K key, long version) {
        return mutex.locked(() -> !isFullFor(key) && offered.getOrDefault(key, NOTHING_YET) < version);
    }

    private boolean isFullFor(K key) {
        return waiting.size() >= WAITING_MAX && !waiting.containsKey(key);
    }

    private void drain() {
        for (Optional<T> next = next(); next.isPresent(); next = next()) {
            try {
                subscriber.update(next.get());
            } catch (RuntimeException e) {
                LOG.debug("a subscriber is gone: {}", e.toString());
                closed = true;
                subscriber.end();
            }
        }
    }

    private Optional<T> next() {
        return mutex.locked(() -> {
            Iterator<T> states = waiting.values().iterator();
            if (closed || !states.hasNext()) {
                isDraining = false;
                return Optional.empty();
            }
            T first = states.next();
            states.remove();
            return Optional.of(first);
        });
    }

    void close() {
        closed = true;
    }
}
