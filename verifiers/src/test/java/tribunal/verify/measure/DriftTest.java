package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tribunal.verify.HistoryBuilder.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.ResourcesSampled;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.evidence.ClockUncertaintyTest;
import tribunal.verify.measure.Drift.Unit;

class DriftTest {
    private static final long SECOND = 1_000 * HistoryBuilder.MS;

    /** A storm from 1 s on: its thirds are 100 s long if it lasts 300 s. */
    private static HistoryBuilder storm(long seconds) {
        return history()
                .add(new PhaseStarted(SECOND, Phase.STORM))
                .add(new PhaseStarted(SECOND + seconds * SECOND, Phase.HEAL));
    }

    private static HistoryBuilder orders(HistoryBuilder story, int fromSecond, long answerMs) {
        for (int n = 0; n < 10; n++) {
            String order = "order:o-" + (fromSecond + n);
            String operation = "place/c-1/" + order;
            story.at((fromSecond + n) * 1_000L).sends("PLACE", order, operation);
            story.after(answerMs - 1).answers(operation, Outcome.ACKNOWLEDGED, 1, "PLACED");
        }
        return story;
    }

    /** Samples of one node and the harness. The node uses {@code cores}; its memory and the database's folder grow. */
    private static HistoryBuilder samples(
            HistoryBuilder story, int fromSecond, double cores, long megabytes, long diskPerSecond) {
        for (int n = 0; n <= 10; n++) {
            story.add(new ResourcesSampled(
                    (fromSecond + n) * SECOND,
                    new TreeMap<>(
                            Map.of("node-1", (long) ((1 + cores * n) * SECOND), "harness", (1 + n) * SECOND / 10)),
                    0.5,
                    2,
                    new TreeMap<>(),
                    0,
                    new TreeMap<>(Map.of("node-1", (megabytes + n - 5) * 1_000_000)),
                    50_000_000 + n * diskPerSecond));
        }
        return story;
    }

    private static Drift of(String what, HistoryBuilder story) {
        return story.drained().judged().drifts().stream()
                .filter(drift -> drift.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_storm_below_five_minutes_has_no_drift() {
        HistoryBuilder shorter = orders(orders(storm(299), 10, 20), 280, 20);

        assertThat(shorter.at(310_000).drained().judged().drifts()).isEmpty();
    }

    @Test
    void a_storm_whose_end_is_unknown_has_no_drift() {
        assertThat(orders(history().add(new PhaseStarted(SECOND, Phase.STORM)), 10, 20)
                        .at(900_000)
                        .judged()
                        .drifts())
                .isEmpty();
    }

    @Test
    void latency_is_compared_between_the_first_and_the_last_third_by_its_p99() {
        // 20 ms at first, 30 ms in the end; what is slow in the middle and after heal does not count
        HistoryBuilder story = orders(storm(300), 10, 20);
        orders(orders(orders(story, 150, 900), 250, 30), 310, 900);
        Drift drift = of("place-order p99", story.at(320_000));

        // three digits of HdrHistogram
        assertThat(drift.first()).isCloseTo(20 * HistoryBuilder.MS, within(20_000L));
        assertThat(drift.last()).isCloseTo(30 * HistoryBuilder.MS, within(30_000L));
        assertThat(drift.change()).isCloseTo(0.5, within(0.005));
        assertThat(drift.drifted()).isTrue();
    }

    @Test
    void fan_out_is_compared_too() {
        HistoryBuilder story = storm(300).at(1).subscribes("c", "customer:c-1");
        story.at(10_000).commits("order:o-1", "PLACED").add(update(10_005, "order:o-1"));
        story.at(290_000).commits("order:o-2", "PLACED").add(update(290_006, "order:o-2"));
        Drift drift = of("fan-out p99", story.at(310_000));

        // committed one millisecond after 10,000 and 290,000 ms: 4 and 5 ms
        assertThat(drift.first()).isCloseTo(4 * HistoryBuilder.MS, within(4_000L));
        assertThat(drift.last()).isCloseTo(5 * HistoryBuilder.MS, within(5_000L));
        assertThat(drift.drifted()).isFalse();
    }

    private static UpdateReceived update(long ms, String order) {
        return new UpdateReceived(ms * HistoryBuilder.MS, "c", "s", order, 1, "PLACED", Map.of());
    }

    @Test
    void resources_are_compared_by_mean_memory_and_by_the_pace_of_processors_and_disk() {
        HistoryBuilder story = samples(storm(300), 10, 0.5, 200, 1_000_000);
        samples(samples(story, 150, 2, 900, 9_000_000), 280, 0.6, 208, 1_050_000);
        List<Drift> drift = story.at(310_000).drained().judged().drifts();

        // No order was placed: there is no latency to compare.
        assertThat(drift)
                .containsExactly(
                        new Drift("subscriptions", Unit.COUNT, 0, 0),
                        new Drift("app memory", Unit.BYTES, 200_000_000, 208_000_000),
                        new Drift("harness cpu", Unit.MILLICORES, 100, 100),
                        new Drift("app cpu", Unit.MILLICORES, 500, 600),
                        new Drift("disk per second", Unit.BYTES, 1_000_000, 1_050_000));
        assertThat(drift).extracting(Drift::drifted).containsExactly(false, false, false, true, false);
    }

    @Test
    void of_several_nodes_each_goes_by_its_name() {
        HistoryBuilder story = storm(300);
        for (int second : List.of(10, 20, 280, 290)) {
            story.add(new ResourcesSampled(
                    second * SECOND,
                    new TreeMap<>(),
                    0.5,
                    2,
                    new TreeMap<>(),
                    0,
                    new TreeMap<>(Map.of("node-1", 7L, "node-2", 8L)),
                    0));
        }
        assertThat(story.at(310_000).drained().judged().drifts())
                .extracting(Drift::what)
                .containsExactly("subscriptions", "node-1 memory", "node-2 memory");
    }

    @Test
    void a_count_that_grows_with_the_traffic_is_reported_and_never_drifts() {
        HistoryBuilder story =
                storm(300).at(5_000).subscribes("a", "customer:c-1").at(200_000);
        story.subscribes("b", "customer:c-1").subscribes("c", "customer:c-1").at(310_000);

        assertThat(of("subscriptions", story)).isEqualTo(new Drift("subscriptions", Unit.COUNT, 1, 3));
        assertThat(of("subscriptions", story).drifted()).isFalse();
    }

    @Test
    void a_tenth_more_is_no_drift_nor_is_a_latency_of_few_milliseconds_more() {
        assertThat(new Drift("x", Unit.BYTES, 100, 110).drifted()).isFalse();
        assertThat(new Drift("x", Unit.BYTES, 100, 111).drifted()).isTrue();
        assertThat(new Drift("x", Unit.NANOS, 10_000_000, 15_000_000).drifted()).isFalse();
        assertThat(new Drift("x", Unit.NANOS, 10_000_000, 15_100_000).drifted()).isTrue();
        assertThat(new Drift("x", Unit.NANOS, 100_000_000, 110_000_000).drifted())
                .isFalse();
        assertThat(new Drift("x", Unit.BYTES, 100, 20).drifted()).isFalse();
        assertThat(new Drift("x", Unit.BYTES, 0, 20).change()).isZero();
    }

    @Test
    void a_fault_window_is_reported_with_its_strikes() {
        HistoryBuilder story = history()
                .add(new FaultWindowOpened(SECOND, "chaos-monkey"))
                .add(struck(1, "node-1"))
                .add(struck(4, "node-2"))
                .add(new FaultWindowClosed(4 * SECOND, "chaos-monkey"))
                .add(new FaultWindowOpened(5 * SECOND, "chaos-monkey"));

        assertThat(story.drained().judged().windows())
                .containsExactly(
                        new FaultWindow("chaos-monkey", SECOND, 4 * SECOND, new TreeMap<>(Map.of("latency", 14L))),
                        new FaultWindow("chaos-monkey", 5 * SECOND, Long.MAX_VALUE, new TreeMap<>()));
    }

    private static HarnessEntry struck(int second, String node) {
        return new FaultStruck(second * SECOND, "chaos-monkey", node, new TreeMap<>(Map.of("latency", 7L)));
    }

    @Test
    void the_strikes_of_another_fault_are_not_its_own() {
        HistoryBuilder story = history()
                .add(new FaultWindowOpened(SECOND, "chaos-monkey"))
                .add(new FaultWindowOpened(SECOND, "database-restart"))
                .add(struck(2, "node-1"));

        assertThat(story.drained().judged().windows())
                .containsExactly(
                        new FaultWindow("chaos-monkey", SECOND, Long.MAX_VALUE, new TreeMap<>(Map.of("latency", 7L))),
                        new FaultWindow("database-restart", SECOND, Long.MAX_VALUE, new TreeMap<>()));
    }

    @Test
    void what_only_one_third_knows_is_left_out() {
        for (int second : List.of(10, 250)) {
            HistoryBuilder story = orders(samples(storm(300), second, 0.5, 200, 1_000_000), second, 20);

            assertThat(story.at(310_000).drained().judged().drifts())
                    .extracting(Drift::what)
                    .containsExactly("subscriptions");
        }
    }

    @Test
    void a_latency_that_cannot_be_trusted_is_left_out() {
        HistoryBuilder story = storm(300).at(1).subscribes("c", "customer:c-1");
        story.at(10_000).commits("order:o-1", "PLACED").add(update(10_005, "order:o-1"));
        story.at(290_000).commits("order:o-2", "PLACED").add(update(290_006, "order:o-2"));
        story.add(ClockUncertaintyTest.pair(0, 0, 0)).add(ClockUncertaintyTest.pair(100, 1_500, 0));

        assertThat(story.at(310_000).drained().judged().drifts())
                .extracting(Drift::what)
                .containsExactly("subscriptions");
    }

    @Test
    void memory_that_is_not_reported_has_no_average() {
        HistoryBuilder story = storm(300);
        for (int second : List.of(10, 280)) {
            story.add(new ResourcesSampled(
                    second * SECOND,
                    new TreeMap<>(),
                    0.5,
                    2,
                    new TreeMap<>(),
                    0,
                    new TreeMap<>(Map.of("node-1", 0L)),
                    0));
        }

        assertThat(story.at(310_000).drained().judged().drifts())
                .extracting(Drift::what)
                .containsExactly("subscriptions");
    }

    @Test
    void subscriptions_are_those_that_are_open_in_the_middle_of_each_third() {
        // the middles are at 51 s and 251 s
        HistoryBuilder story =
                storm(300).at(5_000).subscribes("left", "customer:c-1").subscribes("stayed", "customer:c-1");
        story.at(50_999).unsubscribes("left");
        story.at(50_999).subscribes("came", "customer:c-1");
        story.at(100_000).unsubscribes("stayed").at(310_000);

        assertThat(of("subscriptions", story)).isEqualTo(new Drift("subscriptions", Unit.COUNT, 2, 1));
    }

    @Test
    void thirds_are_those_of_the_storm_however_late_it_began() {
        // from 1,000 s to 1,300 s: the middle of its first third is at 1,050 s
        HistoryBuilder story = history()
                .add(new PhaseStarted(1_000 * SECOND, Phase.STORM))
                .add(new PhaseStarted(1_300 * SECOND, Phase.HEAL))
                .at(1_040_000)
                .subscribes("a", "customer:c-1")
                .at(1_060_000)
                .unsubscribes("a");

        assertThat(of("subscriptions", story.at(1_310_000))).isEqualTo(new Drift("subscriptions", Unit.COUNT, 1, 0));
    }

    private static HistoryBuilder filling(int... seconds) {
        HistoryBuilder story = storm(300);
        for (int second : seconds) {
            story.add(new ResourcesSampled(
                    second * SECOND, new TreeMap<>(), 0.5, 2, new TreeMap<>(), 0, new TreeMap<>(), 1_000L * second));
        }
        return story.at(310_000).drained();
    }

    @Test
    void two_samples_of_a_third_have_a_rate_and_one_has_none() {
        assertThat(filling(10, 20, 280, 290).judged().drifts())
                .contains(new Drift("disk per second", Unit.BYTES, 1_000, 1_000));
        assertThat(filling(10, 280, 290).judged().drifts())
                .extracting(Drift::what)
                .containsExactly("subscriptions");
    }

    @Test
    void a_node_that_is_started_again_has_used_what_both_processes_used() {
        HistoryBuilder story = storm(300);
        long[][] used = {{10, 5}, {15, 10}, {20, 3}, {280, 3}, {290, 13}};
        for (long[] sample : used) {
            story.add(new ResourcesSampled(
                    sample[0] * SECOND,
                    new TreeMap<>(Map.of("node-1", sample[1] * SECOND)),
                    0.5,
                    2,
                    new TreeMap<>(),
                    0,
                    new TreeMap<>(),
                    0));
        }

        // 5 s and then 3 s of the new process, in 10 s; and 10 s in 10 s
        assertThat(of("app cpu", story.at(310_000))).isEqualTo(new Drift("app cpu", Unit.MILLICORES, 800, 1_000));
    }
}
