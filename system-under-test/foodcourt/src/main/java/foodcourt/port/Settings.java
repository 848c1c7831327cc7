package foodcourt.port;

import java.time.Duration;

/**
 * The settings of Foodcourt.
 *
 * @param node the name of this node
 * @param lease how long a claim is valid without renewal
 * @param heartbeat time between renewals; well below the lease
 * @param deliveryTimeout time after which an attempt counts as unanswered and its lease is no longer renewed
 * @param poll interval of the safety nets of dispatcher and subscriptions
 * @param backOff wait before the second attempt; doubles with each further one
 * @param backOffMax the longest back-off before jitter of ± 25%
 * @param attempts number of attempts after which a delivery becomes a dead letter
 * @param concurrency most deliveries in flight per function
 */
public record Settings(
        String node,
        Duration lease,
        Duration heartbeat,
        Duration deliveryTimeout,
        Duration poll,
        Duration backOff,
        Duration backOffMax,
        int attempts,
        int concurrency) {
    public static Settings defaults() {
        return new Settings(
                "node-1",
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                12,
                256);
    }
}
