package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tribunal.report.page.HtmlReport;
import tribunal.verify.Verdicts;

/** The report as a browser shows it. A limit of the class is none of what comes before and after all tests. */
@Tag("browser")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportPageIT {
    /** Of the chart with this title, the colour at a moment of the run, a few pixels below the plot's upper edge. */
    private static final String COLOUR_AT = """
            ((title, second) => {
              const figure = [...document.querySelectorAll("figure.chart")].find(f => f.querySelector("h3").textContent === title);
              const x = JSON.parse(figure.querySelector("script").textContent).x;
              const canvas = figure.querySelector("canvas"), from = canvas.getBoundingClientRect();
              const over = figure.querySelector(".u-over").getBoundingClientRect();
              const at = over.left - from.left + over.width * (second - x[0]) / (x.at(-1) - x[0]);
              return canvas.getContext("2d").getImageData(Math.round(at), over.top - from.top + 4, 1, 1).data.join(" ");
            })""";

    /** How many pixels of each chart have a series' colour, or a heat map's. */
    private static final String DRAWN = """
            [...document.querySelectorAll("figure.chart")].map(figure => {
              const probe = document.createElement("i");
              document.body.append(probe);
              const heat = JSON.parse(figure.querySelector("script").textContent).axes === "HEAT";
              probe.style.color = "var(" + (heat ? "--heat" : "--series-1") + ")";
              const [r, g, b] = getComputedStyle(probe).color.match(/\\\\d+/g).map(Number);
              probe.remove();
              const canvas = figure.querySelector("canvas");
              const d = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              let drawn = 0;
              for (let i = 0; i < d.length; i += 4) {
                if (d[i + 3] > 0 && Math.abs(d[i] - r) + Math.abs(d[i + 1] - g) + Math.abs(d[i + 2] - b) < 30) drawn++;
              }
              return drawn;
            })""".replace("\\\\d", "\\d");

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    static void start() throws IOException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    static void stop() throws IOException, InterruptedException {
        browser.close();
    }

    @BeforeEach
    void desktop() throws IOException {
        browser.scheme("light");
        browser.size(1200, 900);
    }

    @AfterEach
    void the_console_is_silent_and_nothing_was_loaded_from_elsewhere() {
        assertThat(browser.errors()).isEmpty();
    }

    private static void show(Verdicts verdicts) throws IOException {
        Path page = folder.resolve("report.html");
        Files.writeString(page, HtmlReport.text(Samples.run(), Samples.history(), verdicts), StandardCharsets.UTF_8);
        browser.open(page);
    }

    private static String colourAt(double second) throws IOException {
        return browser.evaluate(COLOUR_AT + "(\"Orders per second\", " + second + ")")
                .asString();
    }

    private static void assertAllDrawn(int charts) throws IOException {
        assertThat(browser.evaluate(DRAWN).values())
                .hasSize(charts)
                .allSatisfy(drawn -> assertThat(drawn.asInt()).isGreaterThan(50));
    }

    @Test
    void every_chart_is_drawn() throws IOException {
        show(Samples.doubleCharges());
        // orders, place-order, fan-out, backlog, lag, percentiles, two heat maps
        assertAllDrawn(8);
    }

    @Test
    void faults_are_shaded_where_they_were() throws IOException {
        show(Samples.doubleCharges());
        // The storm began at 10 s; the chaos monkey was let loose from 15.2 s to 30.25 s, the outage lasted from 40 s
        // on.
        String calm = colourAt(7.3);
        String storm = colourAt(12.3);
        String monkey = colourAt(18.3);
        assertThat(storm).isNotEqualTo(calm);
        assertThat(monkey).isNotEqualTo(storm).isEqualTo(colourAt(28.3));
        assertThat(colourAt(33.3)).isEqualTo(storm);
        assertThat(colourAt(43.3)).isEqualTo(monkey);
    }

    @Test
    void in_the_dark_it_is_dark_at_once() throws IOException {
        show(Samples.doubleCharges());
        String light = browser.evaluate("getComputedStyle(document.body).backgroundColor")
                .asString();
        String lightStorm = colourAt(12.3);
        browser.scheme("dark");
        browser.nextFrame();

        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString())
                .isNotEqualTo(light);
        assertThat(colourAt(12.3)).isNotEqualTo(lightStorm);
        assertAllDrawn(8);
    }

    @Test
    void a_narrow_window_scrolls_no_page_sideways() throws IOException {
        browser.size(400, 900);
        show(Samples.doubleCharges());
        assertThat(browser.overflow()).isZero();
        assertAllDrawn(8);
    }

    @Test
    void arrow_keys_read_a_chart_and_the_legend_s_names_are_switches() throws IOException {
        show(Samples.doubleCharges());
        browser.evaluate("document.querySelector('figure.chart .u-over').focus()");
        browser.press("ArrowRight");
        browser.press("ArrowRight");
        // The first stretch begins at 5 s, the second at 6; one order was offered in it.
        assertThat(browser.evaluate("document.querySelector('figure.chart .u-legend').innerText")
                        .asString())
                .containsSubsequence("6 s", "offered", "1");

        browser.evaluate("document.querySelectorAll('figure.chart .u-series th')[1].focus()");
        browser.press("Enter");
        assertThat(browser.evaluate("document.activeElement.getAttribute('aria-pressed')")
                        .asString())
                .isEqualTo("false");
    }

    @Test
    void it_opens_with_a_proof_in_words_and_in_lanes() throws IOException {
        show(Samples.doubleCharges());
        String lanes = "document.querySelector('.story .lanes')";
        assertThat(browser.evaluate("document.querySelector('.story .prose').innerText")
                        .asString())
                .contains("However, the answer of ChargePayment was lost");
        assertThat(browser.evaluate("[...new Set([..." + lanes + ".querySelectorAll('.step')]"
                                + ".map(s => Math.round(s.getBoundingClientRect().left)))].length")
                        .asInt())
                .isEqualTo(2);
        assertThat(browser.evaluate(lanes + ".getBoundingClientRect().top").asDouble())
                .isLessThan(900);
    }

    @Test
    void it_prints() throws IOException {
        show(Samples.doubleCharges());
        assertThat(new String(browser.pdf(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF")
                .contains("/Type /Page");
    }

    @Test
    void charts_are_printed_light_and_as_wide_as_paper_and_are_as_before_then() throws IOException {
        show(Samples.doubleCharges());
        String light = colourAt(12.3);
        browser.scheme("dark");
        browser.nextFrame();
        String dark = colourAt(12.3);
        assertThat(widths()).doesNotContain(660);

        browser.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(widths()).hasSize(8).containsOnly(660);
        assertThat(colourAt(12.3)).isEqualTo(light);
        assertAllDrawn(8);

        browser.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(widths()).doesNotContain(660);
        assertThat(colourAt(12.3)).isEqualTo(dark).isNotEqualTo(light);
    }

    private static List<Integer> widths() throws IOException {
        return browser.evaluate("[...document.querySelectorAll('figure.chart canvas')].map(c => c.width)")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void half_an_hour_is_drawn_too() throws IOException {
        show(LongRun.verdicts());
        assertAllDrawn(8);
        assertThat(browser.overflow()).isZero();
    }
}
