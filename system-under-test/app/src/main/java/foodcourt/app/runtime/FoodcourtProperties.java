package foodcourt.app.runtime;

import foodcourt.port.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Foodcourt's configuration, under {@code foodcourt.}; the dials are those of {@link Settings}.
 *
 * @param thirdParties where payment gateway, restaurants, couriers and push messages answer
 * @param thirdPartyTimeout how long to wait for one of their answers
 * @param nodes how many nodes share the database; one alone needs no word to others
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
