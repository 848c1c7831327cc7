package foodcourt.app.runtime;

import foodcourt.port.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of Foodcourt, under {@code foodcourt.}. Other components are those of {@link Settings}.
 *
 * @param thirdParties base address of payment gateway, restaurants, couriers and push messages
 * @param thirdPartyTimeout longest wait for an answer of a third party
 * @param nodes number of nodes that share the database; a single node needs no hints to others
 * @param defect the defect to switch on; empty in the sound app
 */
@ConfigurationProperties("foodcourt")
public record FoodcourtProperties(
        URI thirdParties,
        @DefaultValue("1s") Duration thirdPartyTimeout,
        Optional<String> defect,
        @DefaultValue("node-1") String node,
        @DefaultValue("1") int nodes,
        @DefaultValue("3s") Duration lease,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("2s") Duration deliveryTimeout,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("100ms") Duration backOff,
        @DefaultValue("2s") Duration backOffMax,
        @DefaultValue("12") int attempts,
        @DefaultValue("256") int concurrency) {
    Settings settings() {
        return new Settings(node, lease, heartbeat, deliveryTimeout, poll, backOff, backOffMax, attempts, concurrency);
    }
}
