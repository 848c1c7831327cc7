package tribunal.thirdparty;

import java.time.Duration;

/** The behaviour of the third parties; refusals of payments and declined orders are shares of all orders, 0 to 1. */
public record ThirdPartySettings(
        double refusedShare, double declinedShare, int couriers, Duration rideMin, Duration rideMax) {}
