package tribunal.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What customers do.
 *
 * @param ratePerSecond orders placed per second, all customers together; arrivals are a Poisson process
 * @param riseToPerSecond the rate that it has risen to, evenly, at the storm's end; the same if it stays
 * @param ordersPerCustomer how many orders each customer places, one after the other
 * @param journeys the share of orders that go each way, together 1
 * @param extras the share of orders with which each of them happens besides, 0 to 1; 0 where absent
 * @param reconnects share of clients that drop their socket once and come back, 0 to 1
 * @param stay how long customers stay connected after each order; to the end if absent
 * @param boards how many clients watch a restaurant's board
 * @param redrive how often an operator has dead letters tried again during the storm; never if absent
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
    /** The same with another rate, and what it rises to in proportion. */
    public TrafficProfile atRate(double rate) {
        double rise = riseToPerSecond * rate / ratePerSecond;
        return new TrafficProfile(rate, rise, ordersPerCustomer, journeys, extras, reconnects, stay, boards, redrive);
    }
}
