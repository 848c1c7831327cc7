package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.History;
import tribunal.history.Phase;

class ResourceUsageTest {
    private static final long SECOND = 1_000_000_000;

    /** The app uses half a core, 10 more deliveries wait each second; before the storm there are far more of both. */
    private static History storm() {
        List<Entry> entries = new ArrayList<>();
        entries.add(sample(0, 0, 9_999));
        entries.add(new PhaseStarted(SECOND, Phase.STORM));
        for (int s = 1; s <= 5; s++) {
            entries.add(sample(s, 40 * SECOND + s * SECOND / 2, 100 + 10L * s));
        }
        entries.add(new PhaseStarted(6 * SECOND, Phase.HEAL));
        entries.add(sample(6, 99 * SECOND, 0));
        return new History(entries);
    }

    private static Entry sample(int second, long cpu, long backlog) {
        return new ResourcesSampled(
                second * SECOND,
                new TreeMap<>(Map.of("node-1", cpu)),
                0.5,
                2,
                new TreeMap<>(Map.of("running", (long) second)),
                backlog,
                new TreeMap<>(),
                0);
    }

    @Test
    void usage_is_that_of_the_storm() {
        ResourceUsage usage = ResourceUsage.of(storm()).orElseThrow();

        assertThat(usage.cores().get("node-1")).isCloseTo(0.5, within(1e-9));
        assertThat(usage.backlogGrowth()).isCloseTo(10, within(1e-9));
        assertThat(usage.backlogMax()).isEqualTo(150);
        // 1 to 5 sessions: 3 on average
        assertThat(usage.sessions().get("running")).isCloseTo(3, within(1e-9));
        assertThat(usage.busy()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void without_a_storm_there_is_none() {
        assertThat(ResourceUsage.of(new History(List.of(sample(1, 1, 1), sample(2, 2, 2)))))
                .isEmpty();
    }

    @Test
    void samples_of_one_moment_have_no_slope() {
        History history = new History(List.of(new PhaseStarted(0, Phase.STORM), sample(1, 1, 7), sample(1, 2, 9)));

        assertThat(ResourceUsage.of(history).orElseThrow().backlogGrowth()).isZero();
    }

    @Test
    void one_sample_is_too_few() {
        assertThat(ResourceUsage.of(new History(List.of(new PhaseStarted(0, Phase.STORM), sample(1, 1, 1)))))
                .isEmpty();
    }

    @Test
    void a_process_that_was_started_again_counts_from_zero_and_one_that_was_not_seen_before_from_its_first_sample() {
        List<Entry> entries = new ArrayList<>(List.of(new PhaseStarted(0, Phase.STORM)));
        // 1 s, killed after 3 s, not there, and then 1 and 2 s again: 2 + 1 + 1 seconds of 5
        long[] cpu = {1, 3, -1, 1, 2};
        for (int n = 0; n < cpu.length; n++) {
            TreeMap<String, Long> used = new TreeMap<>();
            if (cpu[n] >= 0) {
                used.put("node-1", cpu[n] * SECOND);
            }
            if (n > 2) {
                used.put("node-2", n * SECOND);
            }
            entries.add(
                    new ResourcesSampled(n * 5L * SECOND / 4, used, 0.5, 2, new TreeMap<>(), 0, new TreeMap<>(), 0));
        }

        assertThat(ResourceUsage.of(new History(entries)).orElseThrow().cores())
                .containsExactlyInAnyOrderEntriesOf(Map.of("node-1", 0.8, "node-2", 0.2));
    }
}
