package tribunal.thirdparty;

import java.time.Duration;

/**
 * How the third parties behave.
 *
 * @param refuse ratio of orders whose payment is refused, 0 to 1
 * @param decline ratio of orders that the restaurant declines, 0 to 1
 * @param couriers how many there are
 * @param rideMin the shortest ride
 * @param rideMax the longest ride
 */
public record ThirdPartySettings(double refuse, double decline, int couriers, Duration rideMin, Duration rideMax) {}
