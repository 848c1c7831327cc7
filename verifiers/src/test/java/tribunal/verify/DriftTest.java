package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tribunal.verify.Story.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;
import tribunal.verify.Drift.Unit;

class DriftTest {
    private static final long SECOND = 1_000 * Story.MS;

    /** A storm from 1 s on: its thirds are 100 s long if it lasts 300 s. */
    private static Story storm(long seconds) {
        return history()
                .add(new PhaseStarted(SECOND, Phase.STORM))
                .add(new PhaseStarted(SECOND + seconds * SECOND, Phase.HEAL));
    }

    private static Story orders(Story story, int fromSecond, long answerMs) {
        for (int n = 0; n < 10; n++) {
            String order = "o-" + (fromSecond + n);
            String operation = "place/c-1/" + order;
            story.at((fromSecond + n) * 1_000L).sends(Kind.PLACE, order, operation);
            story.after(answerMs - 1).answers(operation, Outcome.ACKNOWLEDGED, 1, "PLACED");
        }
        return story;
    }

    /** One node and the harness; the node uses so many cores, its memory and the database's folder grow. */
    private static Story samples(Story story, int fromSecond, double cores, long megabytes, long diskPerSecond) {
        for (int n = 0; n <= 10; n++) {
            story.add(new ResourcesSampled(
                    (fromSecond + n) * SECOND,
                    new TreeMap<>(Map.of("node-1", (long) (cores * n * SECOND), "harness", n * SECOND / 10)),
                    0.5,
                    2,
                    new TreeMap<>(),
                    0,
                    new TreeMap<>(Map.of("node-1", (megabytes + n - 5) * 1_000_000)),
                    new TreeMap<>(Map.of("database", n * diskPerSecond))));
        }
        return story;
    }

    private static Drift of(String what, Story story) {
        return story.drained().judged().drift().stream()
                .filter(drift -> drift.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_storm_below_five_minutes_has_no_drift() {
        Story shorter = orders(orders(storm(299), 10, 20), 280, 20);

        assertThat(shorter.at(310_000).drained().judged().drift()).isEmpty();
    }

    @Test
    void a_storm_whose_end_is_unknown_has_no_drift() {
        assertThat(orders(history().add(new PhaseStarted(SECOND, Phase.STORM)), 10, 20)
                        .at(900_000)
                        .judged()
                        .drift())
                .isEmpty();
    }

    @Test
    void latency_is_compared_between_the_first_and_the_last_third_by_its_p99() {
        // 20 ms at first, 30 ms in the end; what is slow in the middle and after heal does not count
        Story story = orders(storm(300), 10, 20);
        orders(orders(orders(story, 150, 900), 250, 30), 310, 900);
        Drift drift = of("place-order p99", story.at(320_000));

        assertThat(drift.before()).isCloseTo(20e6, within(0.02e6));
        assertThat(drift.after()).isCloseTo(30e6, within(0.03e6));
        assertThat(drift.change()).isCloseTo(0.5, within(0.005));
        assertThat(drift.drifted()).isTrue();
    }

    @Test
    void fan_out_is_compared_too() {
        Story story = storm(300).at(1).subscribes("c", "customer:c-1");
        story.at(10_000).commits("o-1", "PLACED").add(update(10_005, "o-1"));
        story.at(290_000).commits("o-2", "PLACED").add(update(290_006, "o-2"));
        Drift drift = of("fan-out p99", story.at(310_000));

        // committed one millisecond after 10,000 and 290,000 ms: 4 and 5 ms
        assertThat(drift.before()).isCloseTo(4e6, within(0.01e6));
        assertThat(drift.after()).isCloseTo(5e6, within(0.01e6));
        assertThat(drift.drifted()).isFalse();
    }

    private static UpdateReceived update(long ms, String order) {
        return new UpdateReceived(ms * Story.MS, "c", "s", order, 1, "PLACED");
    }

    @Test
    void resources_are_compared_by_mean_memory_and_by_the_pace_of_processors_and_disk() {
        Story story = samples(storm(300), 10, 0.5, 200, 1_000_000);
        samples(samples(story, 150, 2, 900, 9_000_000), 280, 0.6, 208, 1_050_000);
        List<Drift> drift = story.at(310_000).drained().judged().drift();

        assertThat(drift)
                .extracting(Drift::what)
                .containsExactly("subscriptions", "app memory", "harness cpu", "app cpu", "database disk");
        Drift memory = of("app memory", story);
        assertThat(memory.before()).isEqualTo(200e6);
        assertThat(memory.after()).isEqualTo(208e6);
        assertThat(memory.drifted()).isFalse();
        Drift cpu = of("app cpu", story);
        assertThat(cpu.before()).isCloseTo(0.5, within(1e-9));
        assertThat(cpu.after()).isCloseTo(0.6, within(1e-9));
        assertThat(cpu.drifted()).isTrue();
        assertThat(of("harness cpu", story).change()).isZero();
        Drift disk = of("database disk", story);
        assertThat(disk.before()).isCloseTo(1e6, within(1e-3));
        assertThat(disk.change()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void what_grows_with_the_traffic_is_told_and_never_drifts() {
        Story story = storm(300).at(5_000).subscribes("a", "customer:c-1").at(200_000);
        story.subscribes("b", "customer:c-1").subscribes("c", "customer:c-1").at(310_000);

        assertThat(of("subscriptions", story)).isEqualTo(new Drift("subscriptions", Unit.COUNT, 1, 3));
        assertThat(of("subscriptions", story).drifted()).isFalse();
    }

    @Test
    void a_tenth_more_is_no_drift_nor_is_a_latency_of_few_milliseconds_more() {
        assertThat(new Drift("x", Unit.BYTES, 100, 110).drifted()).isFalse();
        assertThat(new Drift("x", Unit.BYTES, 100, 111).drifted()).isTrue();
        assertThat(new Drift("x", Unit.NANOS, 10e6, 15e6).drifted()).isFalse();
        assertThat(new Drift("x", Unit.NANOS, 10e6, 15.1e6).drifted()).isTrue();
        assertThat(new Drift("x", Unit.BYTES, 100, 20).drifted()).isFalse();
        assertThat(new Drift("x", Unit.BYTES, 0, 20).change()).isZero();
    }

    @Test
    void a_fault_window_is_told_with_its_strikes() {
        Story story = history()
                .add(new tribunal.history.HarnessEntry.FaultWindowOpened(SECOND, "chaos-monkey"))
                .add(struck(2, "node-1"))
                .add(struck(3, "node-2"))
                .add(new tribunal.history.HarnessEntry.FaultWindowClosed(4 * SECOND, "chaos-monkey"))
                .add(new tribunal.history.HarnessEntry.FaultWindowOpened(5 * SECOND, "chaos-monkey"));

        assertThat(story.drained().judged().windows())
                .containsExactly(
                        new FaultWindow("chaos-monkey", SECOND, 4 * SECOND, new TreeMap<>(Map.of("latency", 14L))),
                        new FaultWindow("chaos-monkey", 5 * SECOND, Long.MAX_VALUE, new TreeMap<>()));
    }

    private static tribunal.history.HarnessEntry struck(int second, String node) {
        return new tribunal.history.HarnessEntry.FaultStruck(
                second * SECOND, "chaos-monkey", node, new TreeMap<>(Map.of("latency", 7L)));
    }
}
