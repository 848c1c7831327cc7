package tribunal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FanOutBenchmarkIT {
    @Test
    void updates_reach_subscribers_at_both_nodes() throws Exception {
        try (FanOutBenchmark fanOut = FanOutBenchmark.start()) {
            String line = fanOut.measure(fanOut.subscribed(20), 50, Duration.ofSeconds(1));
            assertThat(line).startsWith("    20 subscriptions at each node, 50 updates/s: committing node p50 ");
            assertThat(fanOut.fewestUpdates()).isPositive();
        }
    }
}
