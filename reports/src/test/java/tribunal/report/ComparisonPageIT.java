package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tribunal.report.compare.ComparisonHtml;
import tribunal.report.compare.ComparisonReportTest;

/** A comparison as a browser shows it. */
@Tag("browser")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComparisonPageIT {
    @TempDir
    private Path folder;

    @Test
    void both_curves_of_each_segment_are_drawn_and_a_narrow_window_scrolls_no_page_sideways() throws Exception {
        Path page = folder.resolve("compare.html");
        Files.writeString(page, ComparisonHtml.text(ComparisonReportTest.slower()));
        try (Browser browser = Browser.start(Files.createDirectory(folder.resolve("profile")))) {
            browser.size(400, 900);
            browser.open(page);
            // place-order and completion, each with two lines and the name of the axis
            assertThat(count(browser, "figure.chart canvas")).isEqualTo(2);
            assertThat(count(browser, ".u-series")).isEqualTo(6);
            assertThat(browser.overflow()).isZero();
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static int count(Browser browser, String selector) throws IOException {
        return browser.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }
}
