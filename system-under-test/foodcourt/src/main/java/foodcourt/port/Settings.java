package foodcourt.port;

import java.time.Duration;

/**
 * Foodcourt's dials.
 *
 * @param node this node's name
 * @param lease how long a claim holds without renewal
 * @param heartbeat between renewals; well below the lease
 * @param deliveryTimeout after so long an attempt counts as unanswered and its heartbeat ends
 * @param poll the safety net's interval, of the dispatcher and of subscriptions
 * @param backOff before the second attempt; doubles with each
 * @param backOffMax the longest back-off before jitter of ± 25%
 * @param attempts after so many a delivery becomes a dead letter
 * @param concurrency deliveries in flight per function
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
