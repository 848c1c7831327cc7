package tribunal.scenario;

import java.time.Duration;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.key.UpTo;

/** The behaviour of payment gateway, restaurants and couriers. Shares are from 0 to 1. */
public record ThirdPartyBehaviour(
        @ScenarioKey("share of orders whose payment is refused")
        double refuse,

        @ScenarioKey("share of orders that the restaurant declines")
        double decline,

        @ScenarioKey(value = "how many there are", min = "1", max = "1000000")
        int couriers,

        @ScenarioKey(name = "ride", value = "how long a delivery by courier takes")
        Duration rideMin,

        @UpTo Duration rideMax) {}
