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
 * The table of what is in flight: claimed deliveries from the claim until their settle has returned. One that is running
 * holds a slot of its function; one that waits for its settle holds none, but is still renewed.
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

    /** Each holds a slot from now on, and its lease is renewed. */
    List<InFlightDelivery> departed(List<Delivery> deliveries) {
        List<InFlightDelivery> departing =
                deliveries.stream().map(InFlightDelivery::new).toList();
        notBegun.addAndGet(departing.size());
        return mutex.locked(() -> {
            departing.forEach(flight -> {
                held.add(flight.delivery().token());
                running.put(flight.delivery().token(), flight);
                slots.merge(flight.delivery().id().function(), 1, Integer::sum);
            });
            return departing;
        });
    }

    /** @param deadline in monotonic nanoseconds: then nobody waits for it any more */
    void began(InFlightDelivery flight, long deadline) {
        flight.began(deadline);
        notBegun.decrementAndGet();
    }

    /** How many have departed and wait for their threads to start. */
    int notBegun() {
        return notBegun.get();
    }

    /** How many of a function's deliveries are running. */
    int running(FunctionName function) {
        return mutex.locked(() -> slots.getOrDefault(function, 0));
    }

    /** All that are running. */
    List<InFlightDelivery> running() {
        return mutex.locked(() -> List.copyOf(running.values()));
    }

    /**
     * An attempt is over: its settlement waits for the next batch, behind any that its token has already; answers whether it
     * is the first that waits.
     */
    boolean landed(Settlement settlement) {
        return mutex.locked(() -> {
            boolean first = unsettled.isEmpty();
            land(settlement);
            return first;
        });
    }

    private void land(Settlement settlement) {
        unsettled.putIfAbsent(settlement.token(), settlement);
        if (running.remove(settlement.token()) != null) {
            slots.merge(settlement.token().delivery().function(), -1, Integer::sum);
        }
    }

    /** What must be kept from lapsing: everything in flight. */
    List<FencingToken> held() {
        return mutex.locked(() -> List.copyOf(held));
    }

    /** The settlements that wait longest, in the order of landing. */
    List<Settlement> waiting(int atMost) {
        return mutex.locked(() -> unsettled.values().stream().limit(atMost).toList());
    }

    /** How many settlements wait. */
    int unsettled() {
        return mutex.locked(unsettled::size);
    }

    /** The settle of these has returned, accepted or fenced. */
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
