package tribunal.thirdparty;

import java.time.Duration;

/**
 * The behaviour of the third parties.
 *
 * @param refuse the share of orders whose payment is refused, 0 to 1
 * @param decline the share of orders that the restaurant declines, 0 to 1
 * @param couriers the number of couriers
 * @param rideMin the shortest ride
 * @param rideMax the longest ride
 */
public record ThirdPartySettings(double refuse, double decline, int couriers, Duration rideMin, Duration rideMax) {}
