package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tribunal.fault.key.Key;
import tribunal.fault.key.UpTo;

/**
 * The settings of Chaos Monkey for Spring Boot, which strikes the app during the storm. It cannot be seeded: it
 * counts the calls itself. Shares are from 0 to 1.
 */
public record ChaosMonkeySettings(
        @Key(
                value = "the beans whose calls it strikes",
                min = "1",
                oneOf = {"orders", "queue", "readModels", "transactions"})
        List<String> beans,

        @Key(value = "it strikes one call in this many", min = "1", max = "10000")
        int every,

        @Key(name = "latency", value = "how long a struck call waits")
        Duration latencyMin,

        @UpTo Duration latencyMax,

        @Key(value = "whether struck calls throw too", defaultValue = "false")
        boolean exceptions,

        @Key("the processor load that it makes") Optional<Double> cpu,
        @Key("the share of the heap that it fills") Optional<Double> memory) {}
