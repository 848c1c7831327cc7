package tribunal.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.verify.measure.RunTimeSeries.Spread;

class HeatMapTest {
    @Test
    void its_cells_are_stretch_size_and_count() {
        Spread quick = new Spread(0, 0, new TreeMap<>(Map.of(36, 5L, 38, 2L)));
        Spread slow = new Spread(0, 0, new TreeMap<>(Map.of(42, 1L)));
        HeatMap map = new HeatMap(
                "fan-out over time",
                List.of(3.0, 4.0, 5.0),
                1,
                List.of(Optional.of(quick), Optional.empty(), Optional.of(slow)));

        // Size 36 begins at 10^6 ns = 1 ms and is the lowest; 42, at 10 ms, is the seventh
        assertThat(HtmlPage.fill("figure.jte", map.figure()))
                .contains(
                        "8 measured, most of them between 1.0 ms and 1.5 ms.",
                        "\"x\":[3.0,4.0,5.0],\"bounds\":[1.0,",
                        "\"cells\":[0,0,5,0,2,2,2,6,1]");
    }

    @Test
    void nothing_measured_is_no_picture() {
        HeatMap map = new HeatMap("fan-out", List.of(1.0), 1, List.of(Optional.empty()));

        assertThat(HtmlPage.fill("figure.jte", map.figure()))
                .contains("Nothing was measured.")
                .doesNotContain("<script");
    }
}
