package foodcourt.eventing;

import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The table of what is in flight: claimed deliveries from the claim until their settle has returned. One that is running
 * holds a slot of its function; one that waits for its settle holds none, but is still renewed.
 */
final class Flights {
    private final Mutex mutex;
    private final Map<Token, Flight> flights = new LinkedHashMap<>();
    private final Map<FunctionName, Integer> running = new TreeMap<>();
    private final Map<Token, Settlement> unsettled = new LinkedHashMap<>();

    private record Flight(Delivery delivery, long deadline, boolean isRunning) {}

    Flights(Mutex mutex) {
        this.mutex = mutex;
    }

    /** @param deadline in monotonic nanoseconds: then nobody waits for them any more */
    void departed(List<Delivery> deliveries, long deadline) {
        mutex.locked(() -> {
            deliveries.forEach(d -> {
                flights.put(d.token(), new Flight(d, deadline, true));
                running.merge(d.id().function(), 1, Integer::sum);
            });
            return true;
        });
    }

    /** How many of a function's deliveries are running. */
    int running(FunctionName function) {
        return mutex.locked(() -> running.getOrDefault(function, 0));
    }

    /** How many are running in all. */
    int running() {
        return mutex.locked(() -> running.values().stream().mapToInt(i -> i).sum());
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
        Flight flight = flights.get(settlement.token());
        if (flight != null && flight.isRunning()) {
            flights.put(settlement.token(), new Flight(flight.delivery(), flight.deadline(), false));
            running.merge(flight.delivery().id().function(), -1, Integer::sum);
        }
    }

    /** The running deliveries whose deadline has passed. */
    List<Delivery> overdue(long now) {
        return mutex.locked(() -> flights.values().stream()
                .filter(f -> f.isRunning() && f.deadline() <= now)
                .map(Flight::delivery)
                .toList());
    }

    /** All that are running. */
    List<Delivery> allRunning() {
        return overdue(Long.MAX_VALUE);
    }

    /** The earliest deadline of those running. */
    OptionalLong nextDeadline() {
        return mutex.locked(() -> flights.values().stream()
                .filter(Flight::isRunning)
                .mapToLong(Flight::deadline)
                .min());
    }

    /** What must be kept from lapsing: everything in flight. */
    List<Token> held() {
        return mutex.locked(() -> List.copyOf(flights.keySet()));
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
                flights.remove(s.token());
            });
            return true;
        });
    }
}
