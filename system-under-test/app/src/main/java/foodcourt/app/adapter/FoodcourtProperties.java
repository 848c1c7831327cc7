package foodcourt.app.adapter;

import foodcourt.port.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of Foodcourt, under {@code foodcourt.}. Other components are those of {@link Settings}, with its
 * defaults.
 *
 * @param thirdParties base address of payment gateway, restaurants, couriers and push messages
 * @param thirdPartyTimeout longest wait for an answer of a third party
 * @param nodes number of nodes that share the database; a single node needs no hints to others
 * @param defect the defect to switch on; empty in the sound app
 */
@ConfigurationProperties("foodcourt")
public record FoodcourtProperties(
        URI thirdParties,
        Optional<Duration> thirdPartyTimeout,
        Optional<String> defect,
        @DefaultValue("node-1") String node,
        @DefaultValue("1") int nodes,
        Optional<Duration> lease,
        Optional<Duration> heartbeat,
        Optional<Duration> deliveryTimeout,
        Optional<Duration> poll,
        Optional<Duration> backOff,
        Optional<Duration> backOffMax,
        Optional<Integer> attempts,
        Optional<Integer> concurrency) {
    Settings settings() {
        Settings usual = Settings.defaults();
        return new Settings(
                node,
                lease.orElse(usual.lease()),
                heartbeat.orElse(usual.heartbeat()),
                deliveryTimeout.orElse(usual.deliveryTimeout()),
                poll.orElse(usual.poll()),
                backOff.orElse(usual.backOff()),
                backOffMax.orElse(usual.backOffMax()),
                attempts.orElse(usual.attempts()),
                concurrency.orElse(usual.concurrency()));
    }
}
