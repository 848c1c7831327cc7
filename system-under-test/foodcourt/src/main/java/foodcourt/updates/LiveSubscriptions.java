package foodcourt.updates;

import foodcourt.port.Mutex;
import foodcourt.port.Threads;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mailboxes of subscribers, by the item they watch: an order, a customer or a restaurant. */
final class LiveSubscriptions<W extends Comparable<W>, K extends Comparable<K>, T> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSubscriptions.class);

    private final Threads threads;
    private final Mutex mutex;
    private final SortedMap<W, Set<CoalescingMailbox<K, T>>> mailboxes = new TreeMap<>();

    LiveSubscriptions(Threads threads) {
        this.threads = threads;
        this.mutex = threads.newMutex();
    }

    /** Registers a mailbox, and then reads the present state, so that no commit is missed in between. */
    Subscription register(W watched, CoalescingMailbox<K, T> mailbox, Supplier<List<T>> present) {
        mutex.locked(() ->
                mailboxes.computeIfAbsent(watched, _ -> new LinkedHashSet<>()).add(mailbox));
        threads.start("present state of " + watched, () -> open(mailbox, present));
        return () -> leave(watched, mailbox);
    }

    private static <K extends Comparable<K>, T> void open(CoalescingMailbox<K, T> mailbox, Supplier<List<T>> present) {
        List<T> found = List.of();
        try {
            found = present.get();
        } catch (RuntimeException e) {
            LOG.warn("present state comes with the next resync: {}", e.toString());
        }
        mailbox.open(found);
    }

    private void leave(W watched, CoalescingMailbox<K, T> mailbox) {
        mailbox.close();
        mutex.locked(() -> {
            Set<CoalescingMailbox<K, T>> remaining = mailboxes.get(watched);
            if (remaining != null && remaining.remove(mailbox) && remaining.isEmpty()) {
                mailboxes.remove(watched);
            }
            return true;
        });
    }

    /** The mailboxes of the subscribers of an item. */
    List<CoalescingMailbox<K, T>> of(W watched) {
        return mutex.locked(() -> List.copyOf(mailboxes.getOrDefault(watched, Set.of())));
    }

    Set<W> watched() {
        return mutex.locked(() -> new TreeSet<>(mailboxes.keySet()));
    }

    boolean isEmpty() {
        return mutex.locked(() -> mailboxes.isEmpty());
    }

    boolean contains(W watched) {
        return mutex.locked(() -> mailboxes.containsKey(watched));
    }
}
