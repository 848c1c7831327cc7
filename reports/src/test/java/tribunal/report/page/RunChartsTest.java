package tribunal.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tribunal.report.Samples;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.RunTimeSeries.Spread;
import tribunal.verify.measure.RunTimeSeries.Stretch;

class RunChartsTest {
    private static final long SECOND = 1_000_000_000;

    /** From 5 s on, each second with this lag at p99; below zero where no order was due. */
    private static String page(long... lagsMs) {
        List<Stretch> stretches =
                LongStream.of(lagsMs).mapToObj(RunChartsTest::stretch).toList();
        return HtmlPage.fill(
                "charts.jte",
                new RunCharts(Samples.of(new RunTimeSeries(5 * SECOND, SECOND, stretches, List.of()))).overTime());
    }

    private static Stretch stretch(long lagMs) {
        Optional<Spread> lag =
                Optional.of(new Spread(0, lagMs * 1_000_000, new TreeMap<>())).filter(_ -> lagMs >= 0);
        return new Stretch(1, 1, Optional.empty(), Optional.empty(), lag, OptionalLong.empty());
    }

    @Test
    void seconds_in_which_the_load_generator_fell_behind_are_shaded_and_neighbours_are_listed_as_one() {
        // more than 10 ms in the 2nd, 3rd and 6th second
        assertThat(page(1, 11, 30, -1, 10, 12))
                .contains("fell behind its schedule: latencies are UNKNOWN from 6.0 s to 8.0 s, from 10.0 s to 11.0 s.")
                .contains("\"bands\":[{\"label\":\"behind schedule\",\"from\":6.0,\"to\":8.0},"
                        + "{\"label\":\"\",\"from\":10.0,\"to\":11.0}]");
    }

    @Test
    void a_load_generator_that_kept_to_its_schedule_is_said_to() {
        assertThat(page(10, 0))
                .contains("The load generator kept to its schedule.")
                .doesNotContain("behind");
    }
}
