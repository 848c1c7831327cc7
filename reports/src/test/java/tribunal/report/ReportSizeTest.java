package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tribunal.report.page.HtmlReport;

class ReportSizeTest {
    private static final int MEBI = 1 << 20;

    @Test
    void half_an_hour_in_which_everything_went_wrong_is_a_light_page() {
        String page = HtmlReport.text(Samples.run(), LongRun.history(), LongRun.verdicts());

        // nine guarantees, each with twenty proofs and three stories
        assertThat(page.split("<pre tabindex", -1)).hasSizeGreaterThan(9 * 20);
        assertThat(page.split("class=\"lanes\"", -1)).hasSize(1 + 9 * 3);
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5 * MEBI);
    }
}
