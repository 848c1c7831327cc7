package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.evidence.ClockUncertaintyTest;

class SegmentMeasurementTest {
    private static SegmentLatency latency(String segment, HistoryBuilder story) {
        return story.judged().latencies().stream()
                .filter(l -> l.segment().equals(segment))
                .findFirst()
                .orElseThrow();
    }

    /** In milliseconds, rounded: three significant digits are kept. */
    private static long longest(String segment, HistoryBuilder story) {
        Histogram nanos = latency(segment, story).nanos();
        assertThat(nanos.getTotalCount()).as(segment).isEqualTo(1);
        return Math.round(nanos.getMaxValue() / (double) MS);
    }

    private static long measured(String segment, HistoryBuilder story) {
        return latency(segment, story).nanos().getTotalCount();
    }

    /** Wanted at 100 ms, sent at 130, committed at 141, acknowledged at 161, final at 501, seen at 551 ms. */
    private static HistoryBuilder order() {
        return history()
                .add(new OperationSent(130 * MS, "place/1", 1, "PLACE", "order:o-1", "c-1", 100 * MS))
                .subscribes("ws-1", "customer:c-1")
                .at(140)
                .commits("order:o-1", "PLACED")
                .at(160)
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .at(500)
                .commits("order:o-1", "CANCELLED")
                .at(550)
                .sees("ws-1", "order:o-1", 2, "CANCELLED");
    }

    @Test
    void a_latency_belongs_to_the_second_in_which_it_began() {
        assertThat(latency("place-order", wantedAt3100()).intervals())
                .singleElement()
                .satisfies(interval -> {
                    assertThat(interval.from()).isEqualTo(3_000 * MS);
                    assertThat(interval.to()).isEqualTo(4_000 * MS);
                    assertThat(interval.nanos().getTotalCount()).isEqualTo(1);
                });
    }

    private static HistoryBuilder wantedAt3100() {
        return history()
                .add(new OperationSent(3_130 * MS, "place/1", 1, "PLACE", "order:o-1", "c-1", 3_100 * MS))
                .at(3_160)
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED");
    }

    @Test
    void a_long_run_has_no_more_stretches_than_a_short_one() {
        // 1,201 seconds in at most 600 stretches: of 3 seconds each
        assertThat(latency("place-order", wantedAt3100().at(1_200_999).phase(Phase.HEAL))
                        .intervals())
                .singleElement()
                .satisfies(interval -> {
                    assertThat(interval.from()).isEqualTo(3_000 * MS);
                    assertThat(interval.to()).isEqualTo(6_000 * MS);
                });
    }

    @Test
    void the_segments_are_listed_in_the_order_in_which_an_order_passes_them() {
        assertThat(order().judged().latencies())
                .extracting(SegmentLatency::segment)
                .containsExactly(
                        "place-order",
                        "dispatch",
                        "handle",
                        "fan-out",
                        "fan-out-stable",
                        "completion",
                        "end-to-end",
                        "recovery",
                        "lag");
    }

    @Test
    void a_version_is_stable_when_no_later_update_shows_an_older_one() {
        HistoryBuilder goesBack = history()
                .subscribes("ws-1", "customer:c-1")
                .at(140)
                .commits("order:o-1", "PLACED", "PAID")
                .at(149)
                .sees("ws-1", "order:o-1", 2, "PAID")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .at(199)
                .sees("ws-1", "order:o-1", 2, "PAID");

        // PLACED at 141 is seen at 150 for good; PAID at 142 at 150, and for good at 200 ms
        assertThat(Math.round(latency("fan-out", goesBack).nanos().getMaxValue() / (double) MS))
                .isEqualTo(150 - 141);
        assertThat(Math.round(latency("fan-out-stable", goesBack).nanos().getMaxValue() / (double) MS))
                .isEqualTo(200 - 142);
    }

    @Test
    void an_order_is_timed_from_when_the_schedule_wanted_it() {
        assertThat(longest("lag", order())).isEqualTo(130 - 100);
        assertThat(longest("place-order", order())).isEqualTo(161 - 100);
        assertThat(longest("completion", order())).isEqualTo(501 - 100);
        assertThat(longest("end-to-end", order())).isEqualTo(551 - 100);
    }

    @Test
    void an_answer_that_was_lost_is_none() {
        HistoryBuilder story = history()
                .add(new OperationSent(MS, "place/1", 1, "PLACE", "order:o-1", "c-1", 0))
                .at(20)
                .answers("place/1", Outcome.INDETERMINATE, 0, null)
                .add(new OperationSent(30 * MS, "place/1", 2, "PLACE", "order:o-1", "c-1", 0))
                .add(new OperationAnswered(45 * MS, "place/1", 2, Outcome.ACKNOWLEDGED, 1, "PLACED", null, Map.of()));

        assertThat(longest("place-order", story)).isEqualTo(45);
    }

    @Test
    void a_send_that_was_answered_is_timed_from_when_it_was_wanted_itself() {
        HistoryBuilder story = history()
                .add(new OperationSent(MS, "place/1", 1, "PLACE", "order:o-1", "c-1", 0))
                .at(20)
                .answers("place/1", Outcome.INDETERMINATE, 0, null)
                .add(new OperationSent(35 * MS, "place/1", 2, "PLACE", "order:o-1", "c-1", 30 * MS))
                .add(new OperationAnswered(45 * MS, "place/1", 2, Outcome.ACKNOWLEDGED, 1, "PLACED", null, Map.of()));

        assertThat(longest("place-order", story)).isEqualTo(45 - 30);
    }

    @Test
    void the_first_update_that_shows_a_version_or_a_newer_one_ends_its_fan_out() {
        // version 1 of 141 ms and version 2 of 501 ms are both first shown at 551 ms
        Histogram nanos = latency("fan-out", order()).nanos();

        assertThat(nanos.getTotalCount()).isEqualTo(2);
        assertThat(Math.round(nanos.getMinValue() / (double) MS)).isEqualTo(551 - 501);
        assertThat(Math.round(nanos.getMaxValue() / (double) MS)).isEqualTo(551 - 141);
    }

    @Test
    void a_commit_before_the_subscription_or_after_its_end_is_no_fan_out() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .subscribes("ws-1", "order:o-1")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .unsubscribes("ws-1")
                .commits("order:o-1", "PAID");

        assertThat(measured("fan-out", story)).isZero();
    }

    @Test
    void a_dispatch_begins_when_the_event_is_committed_and_due() {
        // committed at 1 ms; handed over at 11 ms, due at 1 ms before; and at 21 ms, due at 19 ms
        HistoryBuilder atOnce = history()
                .commits("order:o-1", "PLACED")
                .add(new HandedOver(11 * MS, "o-1#1", "ChargePayment", 1, 1, "n", "order:o-1", "OrderPlaced", 1, 0));
        HistoryBuilder later = history()
                .commits("order:o-1", "PLACED")
                .add(new HandedOver(
                        21 * MS, "o-1#1", "ChargePayment", 1, 1, "n", "order:o-1", "OrderPlaced", 1, 19 * MS));

        assertThat(longest("dispatch", atOnce)).isEqualTo(11 - 1);
        assertThat(longest("dispatch", later)).isEqualTo(21 - 19);
        assertThat(latency("dispatch", later).parts()).singleElement().satisfies(part -> {
            assertThat(part.segment()).isEqualTo("dispatch/ChargePayment");
            assertThat(part.nanos()).isEqualTo(latency("dispatch", later).nanos());
        });
    }

    @Test
    void each_execution_is_timed_by_itself() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .begins(CHARGE, 1, 0)
                .begins(CHARGE, 1, 1)
                .begins(CHARGE, 2, 0)
                .at(9)
                .ends(CHARGE, 2, 0, Ending.DONE)
                .at(19)
                .ends(CHARGE, 1, 1, Ending.DONE)
                .at(39)
                .ends(CHARGE, 1, 0, Ending.DONE);

        // begun at 2, 3 and 4 ms
        assertThat(millis(latency("handle", story).nanos())).containsExactly(10L - 4, 20L - 3, 40L - 2);
    }

    private static List<Long> millis(Histogram nanos) {
        List<Long> millis = new ArrayList<>();
        nanos.recordedValues().forEach(v -> millis.add(Math.round(v.getValueIteratedTo() / (double) MS)));
        return millis;
    }

    @Test
    void each_part_of_a_segment_is_listed_with_that_segment_alone() {
        HistoryBuilder story = history().commits("order:o-1", "PLACED").attempts(CHARGE, 1, Ending.DONE);

        for (String segment : List.of("dispatch", "handle")) {
            assertThat(latency(segment, story).parts())
                    .extracting(SegmentLatency::segment)
                    .containsExactly(segment + "/ChargePayment");
        }
    }

    @Test
    void an_order_on_its_way_is_not_complete() {
        HistoryBuilder story = history()
                .add(new OperationSent(130 * MS, "place/1", 1, "PLACE", "order:o-1", "c-1", 100 * MS))
                .at(140)
                .commits("order:o-1", "PLACED", "PAID");

        assertThat(measured("completion", story)).isZero();
    }

    @Test
    void orders_wanted_in_the_warm_up_and_the_canary_are_left_out() {
        assertThat(measured("completion", order().at(100).phase(Phase.STORM))).isZero();
        assertThat(measured("completion", order().at(99).phase(Phase.STORM))).isEqualTo(1);
        assertThat(measured("completion", order().add(new CanaryStarted(0, "order:o-1"))))
                .isZero();
    }

    @Test
    void segments_that_cross_to_an_uncertain_database_clock_are_unknown() {
        HistoryBuilder story =
                order().add(ClockUncertaintyTest.pair(0, 0, 0)).add(ClockUncertaintyTest.pair(100, 1_500, 0));

        assertThat(story.judged().latencies())
                .filteredOn(l -> l.unknown() != null)
                .extracting(SegmentLatency::segment)
                .containsExactly("dispatch", "fan-out", "fan-out-stable", "completion", "recovery");
    }

    @Test
    void an_order_ends_for_its_clients_when_the_first_of_them_saw_its_end() {
        HistoryBuilder laterToo =
                order().subscribes("ws-2", "order:o-1").at(600).sees("ws-2", "order:o-1", 2, "CANCELLED");
        HistoryBuilder earlierToo =
                order().at(505).subscribes("ws-2", "order:o-1").sees("ws-2", "order:o-1", 2, "CANCELLED");
        HistoryBuilder earlierVersion = order().at(200).sees("ws-1", "order:o-1", 1, "PLACED");

        assertThat(longest("end-to-end", laterToo)).isEqualTo(551 - 100);
        assertThat(longest("end-to-end", earlierVersion)).isEqualTo(551 - 100);
        // subscribed at 506 and seen at 507 ms
        assertThat(longest("end-to-end", earlierToo)).isEqualTo(507 - 100);
    }
}
