package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.key.UpTo;

/**
 * The settings of Chaos Monkey for Spring Boot, which strikes the app during the storm. It cannot be seeded: it
 * counts the calls itself. Shares are from 0 to 1.
 */
public record ChaosMonkeySettings(
        @ScenarioKey(
                value = "the beans whose calls it strikes",
                min = "1",
                oneOf = {"orders", "queue", "readModels", "transactions"})
        List<String> beans,

        @ScenarioKey(value = "it strikes one call in this many", min = "1", max = "10000")
        int every,

        @ScenarioKey(name = "latency", value = "how long a struck call waits")
        Duration latencyMin,

        @UpTo Duration latencyMax,

        @ScenarioKey(value = "whether struck calls throw too", defaultValue = "false")
        boolean exceptions,

        @ScenarioKey("the processor load that it makes") Optional<Double> cpu,
        @ScenarioKey("the share of the heap that it fills") Optional<Double> memory) {}
