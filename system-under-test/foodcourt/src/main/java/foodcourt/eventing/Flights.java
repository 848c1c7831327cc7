package foodcourt.eventing;

import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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

    /** @param deadline in monotonic nanoseconds: then nobody waits for it any more */
    void departed(Delivery delivery, long deadline) {
        mutex.locked(() -> {
            flights.put(delivery.token(), new Flight(delivery, deadline, true));
            return running.merge(delivery.id().function(), 1, Integer::sum);
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

    /** An attempt is over: its settlement waits for the next batch, behind any that its token has already. */
    void landed(Settlement settlement) {
        mutex.locked(() -> {
            land(settlement);
            return true;
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
    Set<Token> held() {
        return mutex.locked(() -> new LinkedHashSet<>(flights.keySet()));
    }

    /** The settlements that wait, in the order of landing. */
    List<Settlement> waiting() {
        return mutex.locked(() -> new ArrayList<>(unsettled.values()));
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
