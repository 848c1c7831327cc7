package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of Chaos Monkey for Spring Boot, which strikes the app during the storm. It cannot be seeded: it
 * counts the calls itself.
 *
 * @param beans the beans whose calls it strikes
 * @param every it strikes one call in this many
 * @param latencyMin the shortest wait of a struck call
 * @param latencyMax the longest wait of a struck call
 * @param exceptions whether struck calls also throw
 * @param cpu the processor load that it makes, 0 to 1; none if absent
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
