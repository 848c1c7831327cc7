package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.Story.history;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;

class DriftTest {
    private static final long SECOND = 1_000_000_000;

    /** A storm from second 0 to this one, sampled every 10 s; memory is 100 MB and grows by that much per second. */
    private static Story storm(int seconds, long growth) {
        Story story = history().at(0).phase(Phase.STORM);
        for (int s = 5; s < seconds; s += 10) {
            story.add(new ResourcesSampled(
                    s * SECOND,
                    new TreeMap<>(),
                    0.5,
                    2,
                    new TreeMap<>(),
                    0,
                    new TreeMap<>(Map.of("node-1", 100_000_000 + s * growth)),
                    1_000_000 + s * 25L));
        }
        return story.at(seconds * 1_000L).phase(Phase.HEAL);
    }

    @Test
    void memory_and_disk_of_the_last_third_are_compared_with_those_of_the_first() {
        // Thirds of 300 s: samples at 5 to 95 s average 50 s, those at 205 to 295 s 250 s; 1,000 bytes a second
        assertThat(storm(300, 1_000).drained().judged().drifts())
                .contains(
                        new Drift("node-1 memory", Drift.Unit.BYTES, 100_050_000, 100_250_000),
                        new Drift("disk per second", Drift.Unit.BYTES, 25, 25));
    }

    @Test
    void a_short_storm_has_no_drift() {
        assertThat(storm(200, 1_000).drained().judged().drifts()).isEmpty();
    }

    @Test
    void latencies_of_both_thirds_are_compared() {
        assertThat(storm(300, 0).drained().judged().drifts())
                .extracting(Drift::what)
                .contains("place-order p99", "fan-out p99");
    }
}
