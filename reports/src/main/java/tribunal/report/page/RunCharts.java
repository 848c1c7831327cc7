package tribunal.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tribunal.history.Phase;
import tribunal.history.Segment;
import tribunal.report.page.Chart.Axes;
import tribunal.report.page.Chart.Band;
import tribunal.report.page.Chart.Line;
import tribunal.report.page.Chart.Mark;
import tribunal.report.text.NumberText;
import tribunal.report.text.OutageText;
import tribunal.report.text.RunText;
import tribunal.verify.Verdicts;
import tribunal.verify.evidence.RecordedOutage.Scope;
import tribunal.verify.measure.GeneratorLag;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.measure.OutageRecovery;
import tribunal.verify.measure.RunTimeSeries.Spread;
import tribunal.verify.measure.RunTimeSeries.Stretch;

/** The charts of a run over one time axis, which shows phases, fault windows and outages. */
public final class RunCharts {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int PHRASES_MAX = 6;

    private final Verdicts verdicts;
    private final List<Stretch> stretches;
    private final List<Double> seconds;
    private final double width;
    private final List<Mark> marks;
    private final List<Band> bands;

    RunCharts(Verdicts verdicts) {
        this.verdicts = verdicts;
        var series = verdicts.timeSeries();
        stretches = series.stretches();
        seconds = IntStream.range(0, stretches.size())
                .mapToObj(n -> (series.from() + n * series.width()) / NANOS_PER_SECOND)
                .toList();
        width = series.width() / NANOS_PER_SECOND;
        marks = series.marks().stream()
                .map(mark -> new Mark(mark.what(), mark.at() / NANOS_PER_SECOND))
                .toList();
        bands = Stream.concat(storm(verdicts).stream(), windows(verdicts)).toList();
    }

    /** Returns the bands of the fault windows, and of the outages of single nodes and clients. */
    private Stream<Band> windows(Verdicts verdicts) {
        return Stream.concat(
                verdicts.windows().stream().map(w -> band(w.fault(), w.from(), w.to())),
                verdicts.outages().stream()
                        .map(OutageRecovery::outage)
                        .filter(o -> o.scope() != Scope.ALL)
                        .map(o -> band(OutageText.label(o), o.from(), o.to())));
    }

    private Band band(String label, long from, long to) {
        return new Band(label, from / NANOS_PER_SECOND, Math.min(end(), to / NANOS_PER_SECOND));
    }

    private double end() {
        return seconds.isEmpty() ? 0 : seconds.getLast() + width;
    }

    /** Returns the band of the storm, if it has faults of deliveries. */
    private Optional<Band> storm(Verdicts verdicts) {
        return verdicts.decided().isEmpty()
                ? Optional.empty()
                : begin(Phase.STORM)
                        .map(from -> new Band("faults", from, begin(Phase.HEAL).orElse(end())));
    }

    private Optional<Double> begin(Phase phase) {
        return marks.stream()
                .filter(mark -> mark.label().equals(phase.label()))
                .map(Mark::at)
                .findFirst();
    }

    /** Returns the charts in the order of a page; none if the course of the run is not known. */
    public List<Figure> overTime() {
        return seconds.isEmpty()
                ? List.of()
                : Stream.of(
                                entities(),
                                latency(Segment.PLACE_ORDER, "by intended time", Stretch::creation),
                                latency(Segment.FAN_OUT, "by time of commit", Stretch::fanOut),
                                backlog(),
                                lag())
                        .map(Chart::figure)
                        .toList();
    }

    public List<Figure> heatMaps() {
        return List.of(heatMap(Segment.PLACE_ORDER, Stretch::creation), heatMap(Segment.FAN_OUT, Stretch::fanOut));
    }

    private Figure heatMap(Segment segment, Function<Stretch, Optional<Spread>> of) {
        String title = segment.label() + " over time";
        return new HeatMap(title, seconds, width, stretches.stream().map(of).toList()).figure();
    }

    /** Describes the lines and shades of the charts in text, for readers who cannot see them. */
    public String moments() {
        List<String> lines = marks.stream()
                .map(mark -> mark.label() + " at " + at(mark.at()))
                .toList();
        List<String> shades =
                bands.stream().map(band -> band.label() + " " + fromTo(band)).toList();
        return "A point for every " + (width == 1 ? "second" : Axes.COUNT_OVER_TIME.x(width))
                + (lines.isEmpty() ? "" : ". Lines: " + some(lines))
                + (shades.isEmpty() ? "" : ". Shaded: " + some(shades))
                + ".";
    }

    private static String fromTo(Band band) {
        return "from " + at(band.from()) + " to " + at(band.to());
    }

    private static String some(List<String> phrases) {
        int more = phrases.size() - PHRASES_MAX;
        String listed = phrases.stream().limit(PHRASES_MAX).collect(Collectors.joining(", "));
        return more <= 0 ? listed : listed + " and " + NumberText.count(more) + " more";
    }

    private static String at(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private Chart entities() {
        long offered = stretches.stream().mapToLong(Stretch::offered).sum();
        long done = stretches.stream().mapToLong(Stretch::done).sum();
        long most = stretches.stream().mapToLong(Stretch::offered).max().orElse(0);
        String summary = "%s offered and %s done; at most %s offered in a second."
                .formatted(RunText.entities(verdicts, offered), NumberText.count(done), NumberText.plain(most / width));
        return chart(
                NumberText.capitalised(HistoryCounts.entities(verdicts.counts())) + " per second",
                summary,
                Axes.COUNT_OVER_TIME,
                line("offered", s -> Optional.of(s.offered() / width)),
                line("done", s -> Optional.of(s.done() / width)));
    }

    private Chart latency(Segment segment, String byTime, Function<Stretch, Optional<Spread>> of) {
        return chart(segment.label() + ", " + byTime, worst(of), Axes.MILLIS_OVER_TIME, percentiles(of));
    }

    private Line[] percentiles(Function<Stretch, Optional<Spread>> of) {
        return new Line[] {
            line("p50", s -> of.apply(s).map(p -> NumberText.millis(p.p50()))),
            line("p99", s -> of.apply(s).map(p -> NumberText.millis(p.p99())))
        };
    }

    private String worst(Function<Stretch, Optional<Spread>> of) {
        record At(double second, Spread spread) {}
        return IntStream.range(0, seconds.size())
                .boxed()
                .flatMap(n -> of.apply(stretches.get(n)).map(p -> new At(seconds.get(n), p)).stream())
                .max(Comparator.comparingLong(a -> a.spread().p99()))
                .map(a -> "Worst at %s: p50 %s, p99 %s."
                        .formatted(
                                Axes.MILLIS_OVER_TIME.x(a.second()),
                                NumberText.millisText(a.spread().p50()),
                                NumberText.millisText(a.spread().p99())))
                .orElse("Nothing was measured.");
    }

    private Chart backlog() {
        String summary = IntStream.range(0, seconds.size())
                .boxed()
                .filter(n -> stretches.get(n).backlog().isPresent())
                .max(Comparator.comparingLong(n -> stretches.get(n).backlog().orElse(0)))
                .map(n -> "At most %s outstanding, at %s."
                        .formatted(
                                NumberText.count(stretches.get(n).backlog().orElse(0), "delivery", "deliveries"),
                                Axes.COUNT_OVER_TIME.x(seconds.get(n))))
                .orElse("The backlog was not sampled.");
        return chart(
                "Backlog",
                summary,
                Axes.COUNT_OVER_TIME,
                line(
                        "outstanding",
                        s -> s.backlog().stream().asDoubleStream().boxed().findFirst()));
    }

    /** Returns the chart of the load generator's lag. In shaded stretches latencies measure the generator. */
    private Chart lag() {
        List<Band> behind = behind();
        String where = some(behind.stream().map(RunCharts::fromTo).toList());
        String summary = behind.isEmpty()
                ? "The load generator kept to its schedule."
                : "The load generator fell behind its schedule: latencies are UNKNOWN " + where + ".";
        return new Chart(
                "The load generator's lag",
                summary,
                Axes.MILLIS_OVER_TIME,
                seconds,
                List.of(percentiles(Stretch::lag)),
                behind,
                marks);
    }

    /** Returns the stretches with too much lag, neighbours joined; only the first has a label. */
    private List<Band> behind() {
        List<Band> behind = new ArrayList<>();
        for (int n = 0; n < seconds.size(); n++) {
            double from = seconds.get(n);
            if (isBehind(stretches.get(n))) {
                boolean joins = !behind.isEmpty() && behind.getLast().to() >= from;
                double begin = joins ? behind.removeLast().from() : from;
                behind.add(new Band(behind.isEmpty() ? "behind schedule" : "", begin, from + width));
            }
        }
        return behind;
    }

    private static boolean isBehind(Stretch stretch) {
        return stretch.lag()
                .filter(lag -> lag.p99() > GeneratorLag.TOLERATED_NANOS)
                .isPresent();
    }

    private Line line(String label, Function<Stretch, Optional<Double>> value) {
        return new Line(label, stretches.stream().map(value).toList());
    }

    private Chart chart(String title, String summary, Axes axes, Line... lines) {
        return new Chart(title, summary, axes, seconds, List.of(lines), bands, marks);
    }
}
