package tribunal.report.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tribunal.report.text.NumberText;

/** A chart of lines over ascending values of x; bands shade stretches of the x axis. */
record Chart(
        String title, String summary, Axes axes, List<Double> x, List<Line> lines, List<Band> bands, List<Mark> marks) {

    /** The units of both axes. */
    enum Axes {
        /** A number over seconds of the run. */
        COUNT_OVER_TIME,
        /** Milliseconds, logarithmic, over seconds of the run. */
        MILLIS_OVER_TIME,
        /** Milliseconds, logarithmic, over percentiles: p90, p99 and p99.9 are equally far apart. */
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

    record Band(String label, double from, double to) {}

    record Mark(String label, double at) {}

    Figure figure() {
        boolean isMeasured =
                lines.stream().flatMap(line -> line.values().stream()).anyMatch(Optional::isPresent);
        return new Figure(
                title,
                summary,
                this,
                "The data of: " + title,
                Stream.concat(Stream.of(axes.nameOfX()), lines.stream().map(Line::label))
                        .toList(),
                IntStream.range(0, isMeasured ? x.size() : 0)
                        .mapToObj(this::row)
                        .toList());
    }

    private List<String> row(int index) {
        return Stream.concat(
                        Stream.of(axes.x(x.get(index))),
                        lines.stream()
                                .map(line ->
                                        line.values().get(index).map(axes::y).orElse("-")))
                .toList();
    }
}
