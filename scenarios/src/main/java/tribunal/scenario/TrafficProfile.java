package tribunal.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The load of a run: how many orders customers place, and what else clients do.
 *
 * @param ratePerSecond orders placed per second, all customers together; arrivals are a Poisson process
 * @param riseToPerSecond the rate at the storm's end, to which it rises evenly; {@code ratePerSecond} if it does not
 *     rise
 * @param ordersPerCustomer how many orders each customer places, one after the other
 * @param journeys the share of orders with each journey; the sum is 1
 * @param extras the share of orders that have each additional request, 0 to 1; 0 where absent
 * @param reconnects share of clients that drop their socket once and come back, 0 to 1
 * @param stay how long customers stay connected after each order; until the end if absent
 * @param boards how many clients watch a restaurant's board
 * @param redrive the time between two redrives of dead letters by an operator in the storm; none if absent
 */
public record TrafficProfile(
        double ratePerSecond,
        double riseToPerSecond,
        int ordersPerCustomer,
        SortedMap<Journey, Double> journeys,
        SortedMap<ExtraTraffic, Double> extras,
        double reconnects,
        Optional<Duration> stay,
        int boards,
        Optional<Duration> redrive) {
    /** Most boards that are watched in simulation: each watcher makes a run slower. */
    private static final int SIMULATED_BOARDS_MAX = 5;

    /** Returns a copy with another rate; the rate to which it rises changes in proportion. */
    public TrafficProfile atRate(double rate) {
        double rise = riseToPerSecond * rate / ratePerSecond;
        return new TrafficProfile(rate, rise, ordersPerCustomer, journeys, extras, reconnects, stay, boards, redrive);
    }

    /** Returns a copy with this constant rate and at most {@value #SIMULATED_BOARDS_MAX} watched boards. */
    TrafficProfile small(double rate) {
        int fewBoards = Math.min(boards, SIMULATED_BOARDS_MAX);
        return new TrafficProfile(
                rate, rate, ordersPerCustomer, journeys, extras, reconnects, stay, fewBoards, redrive);
    }
}
