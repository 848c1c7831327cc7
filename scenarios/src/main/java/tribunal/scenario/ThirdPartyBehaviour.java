package tribunal.scenario;

import java.time.Duration;

/**
 * The behaviour of payment gateway, restaurants and couriers.
 *
 * @param refuse share of orders whose payment is refused, 0 to 1
 * @param decline share of orders that the restaurant declines, 0 to 1
 * @param couriers the number of couriers
 * @param rideMin the shortest time of a delivery by courier
 * @param rideMax the longest time of a delivery by courier
 */
public record ThirdPartyBehaviour(double refuse, double decline, int couriers, Duration rideMin, Duration rideMax) {}
