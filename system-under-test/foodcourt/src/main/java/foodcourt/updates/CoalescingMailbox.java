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
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The updates that wait for one subscriber: only the latest state of each item, never one older than offered before.
 * One thread at a time hands them over, so that no frame overtakes another.
 */
final class CoalescingMailbox<K extends Comparable<K>, T> {
    private static final Logger LOG = LoggerFactory.getLogger(CoalescingMailbox.class);
    private static final long NOTHING_YET = -1;

    /** Most items that wait for one subscriber: the size of the largest snapshot. */
    static final int WAITING_MAX = ReadModels.ORDERS_MAX;

    private final Threads threads;
    private final Function<T, K> keyOf;
    private final ToLongFunction<T> versionOf;
    private final Subscriber<T> subscriber;
    private final Mutex mutex;
    private final Map<K, Long> offered = new TreeMap<>();
    private final Map<K, T> waiting = new LinkedHashMap<>();
    private boolean isOpen;
    private boolean isDraining;
    private volatile boolean closed;

    /** @param versionOf returns the version of a state: at least 0; grows with each change of its key */
    CoalescingMailbox(Threads threads, Function<T, K> keyOf, ToLongFunction<T> versionOf, Subscriber<T> subscriber) {
        this.threads = threads;
        this.keyOf = keyOf;
        this.versionOf = versionOf;
        this.subscriber = subscriber;
        this.mutex = threads.newMutex();
    }

    /**
     * Adds a state, unless the subscriber was offered this version or a newer one; does not block. While
     * {@value #WAITING_MAX} other items wait, the state is left out. The subscriber stays behind, so the safety net
     * offers it again.
     */
    void offer(T state) {
        if (mutex.locked(() -> accept(state))) {
            threads.start("update", this::drain);
        }
    }

    /**
     * Adds the present states when a subscription begins. States offered earlier wait for this call, since a late hint
     * would show a state older than the present one.
     */
    void open(List<T> present) {
        boolean hasUpdates = mutex.locked(() -> {
            present.forEach(this::accept);
            isOpen = true;
            isDraining = !waiting.isEmpty();
            return isDraining;
        });
        if (hasUpdates) {
            threads.start("update", this::drain);
        }
    }

    /** Adds a state if it is newer; returns whether the caller must start to drain. */
    private boolean accept(T state) {
        K key = keyOf.apply(state);
        long version = versionOf.applyAsLong(state);
        if (closed || isFullFor(key) || version <= offered.getOrDefault(key, NOTHING_YET)) {
            return false;
        }
        offered.put(key, version);
        waiting.put(key, state);
        boolean first = isOpen && !isDraining;
        isDraining |= first;
        return first;
    }

    /** Whether this version is newer than any offered to the subscriber, and has room. */
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
                LOG.debug("cannot update a subscriber, ends its subscription: {}", e.toString());
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
