package foodcourt.updates;

import foodcourt.Settings;
import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Mutex;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each subscriber its updates: the present state first, then newer ones, coalesced. Hints bring news at once; since
 * hints can be lost, it also compares versions with the store at every poll.
 */
public final class UpdateHub implements HintListener {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateHub.class);

    private final Ports ports;
    private final Duration poll;
    private final UnaryOperator<Subscriber> wrapping;
    private final Mutex mutex;
    private final Signal resync;
    private final SortedMap<OrderId, Set<Mailbox>> byOrder = new TreeMap<>();
    private final SortedMap<CustomerId, Set<Mailbox>> byCustomer = new TreeMap<>();
    private @Nullable Task resyncing;
    private volatile boolean running = true;

    /** @param wrapping what each subscriber is wrapped in; identity in the sound app */
    public UpdateHub(Ports ports, Settings settings, UnaryOperator<Subscriber> wrapping) {
        this.ports = ports;
        this.poll = settings.poll();
        this.wrapping = wrapping;
        this.mutex = ports.threads().newMutex();
        this.resync = ports.threads().newSignal();
    }

    /** Starts listening to hints, and the safety net. */
    public void start() {
        ports.hints().listen(this);
        resyncing = ports.threads().start("resync", this::resync);
    }

    /** Ends the safety net; subscriptions get nothing more from it. */
    public void stop() {
        running = false;
        resync.raise();
        if (resyncing != null) {
            resyncing.join();
        }
    }

    /** Watches one order; its present state, if it exists, comes first. */
    public Subscription watch(OrderId order, Subscriber subscriber) {
        Mailbox mailbox = mailbox(subscriber);
        return watch(
                byOrder,
                order,
                mailbox,
                () -> ports.reads().order(order).stream().toList());
    }

    /** Watches all orders of a customer, present and future. */
    public Subscription watch(CustomerId customer, Subscriber subscriber) {
        Mailbox mailbox = mailbox(subscriber);
        return watch(byCustomer, customer, mailbox, () -> ports.reads().ordersOf(customer));
    }

    private Mailbox mailbox(Subscriber subscriber) {
        return new Mailbox(ports.threads(), wrapping.apply(subscriber));
    }

    private interface Present {
        List<Order> read();
    }

    /** Registers before it reads the present state, so that no commit falls between. */
    private <K> Subscription watch(SortedMap<K, Set<Mailbox>> watchers, K key, Mailbox mailbox, Present present) {
        mutex.locked(
                () -> watchers.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(mailbox));
        ports.threads().start("present state of " + key, () -> greet(mailbox, present));
        return () -> leave(watchers, key, mailbox);
    }

    private static void greet(Mailbox mailbox, Present present) {
        try {
            present.read().forEach(mailbox::offer);
        } catch (RuntimeException e) {
            LOG.warn("present state comes with the next resync: {}", e.toString());
        }
    }

    private <K> void leave(SortedMap<K, Set<Mailbox>> watchers, K key, Mailbox mailbox) {
        mailbox.close();
        mutex.locked(() -> {
            Set<Mailbox> left = watchers.get(key);
            if (left != null && left.remove(mailbox) && left.isEmpty()) {
                watchers.remove(key);
            }
            return true;
        });
    }

    @Override
    public void hinted(Hint hint) {
        if (hint instanceof Hint.OrderChanged(Order order)) {
            watching(order.id(), order.customer()).forEach(mailbox -> mailbox.offer(order));
        }
    }

    private List<Mailbox> watching(OrderId order, CustomerId customer) {
        return mutex.locked(() -> {
            List<Mailbox> all = new ArrayList<>(byOrder.getOrDefault(order, Set.of()));
            all.addAll(byCustomer.getOrDefault(customer, Set.of()));
            return all;
        });
    }

    @Override
    public void reconnected() {
        resync.raise();
    }

    private void resync() {
        while (running) {
            resync.await(poll);
            try {
                catchUp();
            } catch (RuntimeException e) {
                LOG.warn("cannot resync subscriptions: {}", e.toString());
            }
        }
    }

    private void catchUp() {
        Set<OrderId> orders = mutex.locked(() -> new TreeSet<>(byOrder.keySet()));
        Set<CustomerId> customers = mutex.locked(() -> new TreeSet<>(byCustomer.keySet()));
        if (orders.isEmpty() && customers.isEmpty()) {
            return;
        }
        for (OrderVersion present : ports.reads().versions(orders, customers)) {
            List<Mailbox> behind = watching(present.order(), present.customer()).stream()
                    .filter(mailbox -> mailbox.isBehind(present))
                    .toList();
            if (!behind.isEmpty()) {
                Optional<Order> order = ports.reads().order(present.order());
                order.ifPresent(o -> behind.forEach(mailbox -> mailbox.offer(o)));
            }
        }
    }
}
