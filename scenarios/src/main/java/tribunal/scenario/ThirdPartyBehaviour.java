package tribunal.scenario;

import java.time.Duration;

/**
 * How the third parties behave.
 *
 * @param refuse share of orders whose payment is refused, 0 to 1
 * @param decline share of orders that the restaurant declines, 0 to 1
 * @param couriers how many there are
 */
public record ThirdPartyBehaviour(double refuse, double decline, int couriers, Duration rideMin, Duration rideMax) {}
