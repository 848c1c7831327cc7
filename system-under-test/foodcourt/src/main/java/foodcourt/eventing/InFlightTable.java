package foodcourt.eventing;

import foodcourt.port.Delivery;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Settlement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The table of claimed deliveries, from the claim until their settle has returned. A running delivery holds a slot of
 * its function. A delivery that waits for its settle holds no slot, but its lease is still renewed.
 */
final class InFlightTable {
    private final Mutex mutex;
    private final Set<FencingToken> held = new LinkedHashSet<>();
    private final Map<FencingToken, InFlightDelivery> running = new LinkedHashMap<>();
    private final Map<FunctionName, Integer> slots = new TreeMap<>();
    private final Map<FencingToken, Settlement> unsettled = new LinkedHashMap<>();
    private final AtomicInteger notBegun = new AtomicInteger();

    InFlightTable(Mutex mutex) {
        this.mutex = mutex;
    }

    /** Adds claimed deliveries. Each holds a slot from now on, and its lease is renewed. */
    List<InFlightDelivery> add(List<Delivery> deliveries) {
        List<InFlightDelivery> added =
                deliveries.stream().map(InFlightDelivery::new).toList();
        notBegun.addAndGet(added.size());
        return mutex.locked(() -> {
            added.forEach(d -> {
                held.add(d.delivery().token());
                running.put(d.delivery().token(), d);
                slots.merge(d.delivery().id().function(), 1, Integer::sum);
            });
            return added;
        });
    }

    /**
     * Records that an attempt has started.
     *
     * @param deadline in monotonic nanoseconds; then the dispatcher gives up waiting for the answer
     */
    void began(InFlightDelivery delivery, long deadline) {
        delivery.began(deadline);
        notBegun.decrementAndGet();
    }

    /** How many deliveries were added but wait for their threads to start. */
    int notBegun() {
        return notBegun.get();
    }

    int running(FunctionName function) {
        return mutex.locked(() -> slots.getOrDefault(function, 0));
    }

    List<InFlightDelivery> running() {
        return mutex.locked(() -> List.copyOf(running.values()));
    }

    /**
     * Records the end of an attempt. Its settlement waits for the next batch, unless an earlier one of the same token
     * does.
     *
     * @return whether no other settlement was waiting
     */
    boolean finished(Settlement settlement) {
        return mutex.locked(() -> {
            boolean first = unsettled.isEmpty();
            finish(settlement);
            return first;
        });
    }

    private void finish(Settlement settlement) {
        unsettled.putIfAbsent(settlement.token(), settlement);
        if (running.remove(settlement.token()) != null) {
            slots.merge(settlement.token().delivery().function(), -1, Integer::sum);
        }
    }

    /** All tokens in flight, whose leases must be renewed. */
    List<FencingToken> tokens() {
        return mutex.locked(() -> List.copyOf(held));
    }

    /** The settlements that have waited longest, in the order in which their attempts ended. */
    List<Settlement> oldestUnsettled(int atMost) {
        return mutex.locked(() -> unsettled.values().stream().limit(atMost).toList());
    }

    int unsettled() {
        return mutex.locked(unsettled::size);
    }

    /** Removes settlements that the queue has accepted or fenced off. */
    void settled(List<Settlement> batch) {
        mutex.locked(() -> {
            batch.forEach(s -> {
                unsettled.remove(s.token(), s);
                held.remove(s.token());
            });
            return true;
        });
    }
}
