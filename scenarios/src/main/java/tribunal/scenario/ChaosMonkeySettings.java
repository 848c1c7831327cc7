package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What Chaos Monkey for Spring Boot does to the app through the storm. It cannot be seeded: it strikes by its own counting.
 *
 * @param beans whose calls it strikes
 * @param every one call in so many
 * @param latencyMin how long a struck call waits at least
 * @param exceptions whether struck calls fail too
 * @param cpu the load that it makes, 0 to 1; none if absent
 * @param memory the share of the heap that it fills, 0 to 1; none if absent
 */
public record ChaosMonkeySettings(
        List<String> beans,
        int every,
        Duration latencyMin,
        Duration latencyMax,
        boolean exceptions,
        Optional<Double> cpu,
        Optional<Double> memory) {
    public ChaosMonkeySettings {
        beans = List.copyOf(beans);
    }
}
