package tribunal.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;
import tribunal.report.text.NumberText;
import tribunal.verify.measure.RunTimeSeries.Mark;

/**
 * A chart that {@code report.js} draws with uPlot. Without a script the page shows the title, the summary and the
 * data as a table.
 *
 * @param summary a sentence that says what the chart shows
 * @param x the values of the x axis, ascending
 */
public record Chart(String title, String summary, Axes axes, List<Double> x, List<Line> lines, Backdrop backdrop) {
    private static final JsonMapper JSON = EntryCodec.json();

    /** The units of both axes. {@code report.js} uses the same names. */
    enum Axes {
        /** A number over seconds of the run. */
        COUNT_OVER_TIME,
        /** Milliseconds, logarithmic, over seconds of the run. */
        MILLIS_OVER_TIME,
        /**
         * Milliseconds, logarithmic, over percentiles, which are spaced so that p90, p99 and p99.9 are equally far
         * apart.
         */
        MILLIS_BY_PERCENTILE;

        String nameOfX() {
            return this == MILLIS_BY_PERCENTILE ? "Percentile" : "Time";
        }

        String x(double value) {
            return this == MILLIS_BY_PERCENTILE ? "p" + NumberText.plain(value) : NumberText.plain(value) + " s";
        }

        String y(double value) {
            return this == COUNT_OVER_TIME ? NumberText.plain(value) : NumberText.millisText(Math.round(value * 1e6));
        }
    }

    /** A line of the chart. It has one value for each x; empty where nothing was measured. */
    record Line(String label, List<Optional<Double>> values) {}

    /** A stretch of the x axis that is shaded. */
    record Band(String label, double from, double to) {}

    /** The background of the lines: shaded stretches and labelled moments. */
    record Backdrop(List<Band> bands, List<Mark> marks) {
        static final Backdrop PLAIN = new Backdrop(List.of(), List.of());
    }

    public Html html() {
        return lines.stream().flatMap(line -> line.values().stream()).allMatch(Optional::isEmpty)
                ? HtmlFigure.empty(title, summary)
                : HtmlFigure.html(title, summary, document(), table());
    }

    private ObjectNode document() {
        ObjectNode json = JSON.createObjectNode();
        json.put("title", title).put("summary", summary).put("axes", axes.name());
        ArrayNode xs = json.putArray("x");
        x.forEach(xs::add);
        ArrayNode series = json.putArray("lines");
        lines.forEach(line -> line(line, series.addObject()));
        ArrayNode bands = json.putArray("bands");
        backdrop.bands()
                .forEach(band -> bands.addObject()
                        .put("label", band.label())
                        .put("from", band.from())
                        .put("to", band.to()));
        ArrayNode marks = json.putArray("marks");
        backdrop.marks()
                .forEach(mark -> marks.addObject().put("label", mark.what()).put("at", mark.at() / 1e9));
        return json;
    }

    private static void line(Line line, ObjectNode json) {
        json.put("label", line.label());
        ArrayNode values = json.putArray("values");
        line.values().forEach(value -> value.ifPresentOrElse(values::add, values::addNull));
    }

    private Html table() {
        List<String> labels = lines.stream().map(Line::label).toList();
        List<String> headers =
                Stream.concat(Stream.of(axes.nameOfX()), labels.stream()).toList();
        List<List<Html>> rows = IntStream.range(0, x.size()).mapToObj(this::row).toList();
        return new HtmlTable("The data of: " + title, headers, Set.copyOf(labels), rows).html();
    }

    private List<Html> row(int index) {
        List<Html> cells = new ArrayList<>();
        cells.add(Html.text(axes.x(x.get(index))));
        lines.forEach(line ->
                cells.add(Html.text(line.values().get(index).map(axes::y).orElse("-"))));
        return cells;
    }
}
