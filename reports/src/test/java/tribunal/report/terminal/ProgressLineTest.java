package tribunal.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void it_is_one_line_that_tells_how_the_run_stands() {
        assertThat(new ProgressLine("storm", 12_400_000_000L, 512, 488, 48_000_000, 61_000_000, 702, 24).text())
                .isEqualTo(
                        "storm       12 s  488/512 done  p99 place-order 48 ms  fan-out 61 ms  702 faults  backlog 24");
    }

    @Test
    void a_busy_run_fits_a_terminal() {
        assertThat(new ProgressLine(
                                "rehearsal",
                                1_800_000_000_000L,
                                99_999,
                                99_999,
                                9_999_000_000L,
                                9_999_000_000L,
                                99_999,
                                9_999)
                        .text())
                .hasSizeLessThanOrEqualTo(110);
    }
}
