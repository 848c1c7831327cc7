package tribunal.scenario;

import java.util.SortedMap;

/**
 * What customers do.
 *
 * @param ratePerSecond orders placed per second, all customers together; arrivals are a Poisson process
 * @param ordersPerCustomer how many orders each customer places, one after the other
 * @param journeys the share of orders that go each way, together 1
 * @param reconnects share of customers that drop their socket once and come back, 0 to 1
 */
public record Traffic(
        double ratePerSecond, int ordersPerCustomer, SortedMap<Journey, Double> journeys, double reconnects) {}
