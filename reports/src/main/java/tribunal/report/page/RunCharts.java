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
import tribunal.report.page.Chart.Axes;
import tribunal.report.page.Chart.Backdrop;
import tribunal.report.page.Chart.Band;
import tribunal.report.page.Chart.Line;
import tribunal.report.text.NumberText;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.GeneratorLag;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.RunTimeSeries.Spread;
import tribunal.verify.measure.RunTimeSeries.Stretch;

/** The charts of a run over one time axis, which shows phases, fault windows and killed nodes. */
final class RunCharts {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String BEHIND = "behind schedule";
    private static final int PHRASES_MAX = 6;

    private final Verdicts verdicts;
    private final RunTimeSeries progress;
    private final Backdrop backdrop;
    private final List<Double> seconds;

    RunCharts(Verdicts verdicts) {
        this.verdicts = verdicts;
        progress = verdicts.timeSeries();
        seconds = IntStream.range(0, progress.stretches().size())
                .mapToObj(n -> (progress.from() + n * progress.width()) / NANOS_PER_SECOND)
                .toList();
        backdrop = new Backdrop(Stream.concat(storm().stream(), windows()).toList(), progress.marks());
    }

    private Stream<Band> windows() {
        return verdicts.windows().stream()
                .map(w -> new Band(w.fault(), w.from() / NANOS_PER_SECOND, Math.min(end(), w.to() / NANOS_PER_SECOND)));
    }

    private double end() {
        return seconds.isEmpty() ? 0 : seconds.getLast() + width();
    }

    /** Returns the band of the storm, if it has faults of deliveries. */
    private Optional<Band> storm() {
        return verdicts.planned().isEmpty()
                ? Optional.empty()
                : mark(Phase.STORM)
                        .map(from -> new Band("faults", from, mark(Phase.HEAL).orElse(end())));
    }

    private Optional<Double> mark(Phase phase) {
        return progress.marks().stream()
                .filter(mark -> mark.what().equals(phase.label()))
                .map(mark -> mark.at() / NANOS_PER_SECOND)
                .findFirst();
    }

    /** Returns the chart with which a page opens. */
    Html opening() {
        return seconds.isEmpty() ? Html.text("") : orders().html();
    }

    Html all() {
        return charts(List.of(orders(), placeOrder(), fanOut(), backlog(), lag()));
    }

    /** Returns all charts except the one with which a page opens. */
    Html others() {
        return charts(List.of(placeOrder(), fanOut(), backlog(), lag()));
    }

    Html heatMaps() {
        return grid(Stream.of(
                        new HeatMap("place-order over time", seconds, width(), all(Stretch::placeOrder)),
                        new HeatMap("fan-out over time", seconds, width(), all(Stretch::fanOut)))
                .map(HeatMap::html));
    }

    private List<Optional<Spread>> all(Function<Stretch, Optional<Spread>> of) {
        return progress.stretches().stream().map(of).toList();
    }

    private Html charts(List<Chart> charts) {
        return seconds.isEmpty()
                ? Html.element("p", Html.text("The course of the run is not known."))
                        .with("class", "muted")
                : Html.all(
                        Html.element("p", Html.text(moments())).with("class", "muted"),
                        grid(charts.stream().map(Chart::html)));
    }

    private static Html grid(Stream<Html> figures) {
        return Html.element("div", Html.all(figures)).with("class", "charts");
    }

    /** Describes the lines and shades of the charts in text, for readers who cannot see them. */
    private String moments() {
        List<String> marks = progress.marks().stream()
                .map(mark -> mark.what() + " at " + at(mark.at() / NANOS_PER_SECOND))
                .toList();
        List<String> bands = backdrop.bands().stream()
                .map(band -> band.label() + " " + fromTo(band))
                .toList();
        return "A point for every " + (width() == 1 ? "second" : Axes.COUNT_OVER_TIME.x(width()))
                + (marks.isEmpty() ? "" : ". Lines: " + some(marks))
                + (bands.isEmpty() ? "" : ". Shaded: " + some(bands))
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

    private double width() {
        return progress.width() / NANOS_PER_SECOND;
    }

    private static String at(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private Chart orders() {
        long offered = progress.stretches().stream().mapToLong(Stretch::offered).sum();
        long done = progress.stretches().stream().mapToLong(Stretch::done).sum();
        String summary = "%s offered and %s done; at most %s offered in a second."
                .formatted(NumberText.count(offered, "order", "orders"), NumberText.count(done), most());
        return chart(
                "Orders per second",
                summary,
                Axes.COUNT_OVER_TIME,
                line("offered", s -> Optional.of(s.offered() / width())),
                line("done", s -> Optional.of(s.done() / width())));
    }

    private String most() {
        double most = progress.stretches().stream()
                .mapToDouble(s -> s.offered() / width())
                .max()
                .orElse(0);
        return Axes.COUNT_OVER_TIME.y(most);
    }

    private Chart placeOrder() {
        return latency("place-order, by intended time", Stretch::placeOrder);
    }

    private Chart fanOut() {
        return latency("fan-out, by time of commit", Stretch::fanOut);
    }

    private Chart latency(String title, Function<Stretch, Optional<Spread>> of) {
        return chart(title, worst(of), Axes.MILLIS_OVER_TIME, p50(of), p99(of));
    }

    private Line p50(Function<Stretch, Optional<Spread>> of) {
        return line("p50", s -> of.apply(s).map(p -> NumberText.millis(p.p50())));
    }

    private Line p99(Function<Stretch, Optional<Spread>> of) {
        return line("p99", s -> of.apply(s).map(p -> NumberText.millis(p.p99())));
    }

    private String worst(Function<Stretch, Optional<Spread>> of) {
        record At(double second, Spread spread) {}
        return IntStream.range(0, seconds.size())
                .boxed()
                .flatMap(n -> of.apply(progress.stretches().get(n)).map(p -> new At(seconds.get(n), p)).stream())
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
                .filter(n -> progress.stretches().get(n).backlog().isPresent())
                .max(Comparator.comparingLong(
                        n -> progress.stretches().get(n).backlog().orElse(0)))
                .map(n -> "At most %s outstanding, at %s."
                        .formatted(
                                NumberText.count(
                                        progress.stretches().get(n).backlog().orElse(0), "delivery", "deliveries"),
                                Axes.COUNT_OVER_TIME.x(seconds.get(n))))
                .orElse("The backlog was not sampled.");
        return chart(
                "Backlog",
                summary,
                Axes.COUNT_OVER_TIME,
                line(
                        "outstanding",
                        s -> s.backlog().isPresent()
                                ? Optional.of((double) s.backlog().getAsLong())
                                : Optional.empty()));
    }

    /**
     * Returns the chart of the load generator's lag. Shaded stretches have so much lag that latencies measure the
     * generator.
     */
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
                List.of(p50(Stretch::lag), p99(Stretch::lag)),
                new Backdrop(behind, progress.marks()));
    }

    /** Returns the stretches with too much lag, neighbours joined; only the first has a label. */
    private List<Band> behind() {
        List<Band> bands = new ArrayList<>();
        for (int n = 0; n < seconds.size(); n++) {
            double from = seconds.get(n);
            if (progress.stretches()
                    .get(n)
                    .lag()
                    .filter(lag -> lag.p99() > GeneratorLag.TOLERATED_NANOS)
                    .isPresent()) {
                boolean joins = !bands.isEmpty() && bands.getLast().to() >= from;
                double begin = joins ? bands.removeLast().from() : from;
                bands.add(new Band(bands.isEmpty() ? BEHIND : "", begin, from + width()));
            }
        }
        return bands;
    }

    private Line line(String label, Function<Stretch, Optional<Double>> value) {
        return new Line(label, progress.stretches().stream().map(value).toList());
    }

    private Chart chart(String title, String summary, Axes axes, Line... lines) {
        return new Chart(title, summary, axes, seconds, List.of(lines), backdrop);
    }
}
