package tribunal.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tribunal.report.Chart.Axes;
import tribunal.report.Chart.Backdrop;
import tribunal.report.Chart.Band;
import tribunal.report.Chart.Line;
import tribunal.verify.Progress;
import tribunal.verify.Progress.Percentiles;
import tribunal.verify.Progress.Stretch;
import tribunal.verify.Verdicts;

/** How a run went on, as charts over one time axis, on which phases, fault windows and killed nodes are shown. */
final class TimeLine {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Progress progress;
    private final Backdrop backdrop;
    private final List<Double> seconds;

    private TimeLine(Verdicts verdicts) {
        progress = verdicts.progress();
        seconds = IntStream.range(0, progress.stretches().size())
                .mapToObj(n -> (progress.from() + n * progress.width()) / NANOS_PER_SECOND)
                .toList();
        double end = seconds.isEmpty() ? 0 : seconds.getLast() + width();
        List<Band> bands = verdicts.windows().stream()
                .map(w -> new Band(w.fault(), w.from() / NANOS_PER_SECOND, Math.min(end, w.to() / NANOS_PER_SECOND)))
                .toList();
        backdrop = new Backdrop(bands, progress.marks());
    }

    static Html html(Verdicts verdicts) {
        return new TimeLine(verdicts).html();
    }

    private Html html() {
        if (seconds.isEmpty()) {
            return Html.element("p", Html.text("Nothing is known of the run's course."))
                    .with("class", "muted");
        }
        Html charts = Html.all(
                orders().html(), placeOrder().html(), fanOut().html(), backlog().html());
        return Html.all(
                Html.element("p", Html.text(moments())).with("class", "muted"),
                Html.element("div", charts).with("class", "charts"));
    }

    /** What the charts show by lines and shades, for those who do not see them. */
    private String moments() {
        String marks = progress.marks().stream()
                .map(mark -> mark.what() + " at " + at(mark.at() / NANOS_PER_SECOND))
                .collect(Collectors.joining(", "));
        String bands = backdrop.bands().stream()
                .map(band -> band.label() + " from " + at(band.from()) + " to " + at(band.to()))
                .collect(Collectors.joining(", "));
        return "A point for every " + (width() == 1 ? "second" : Axes.COUNT_OVER_TIME.x(width()))
                + (marks.isEmpty() ? "" : ". Lines: " + marks)
                + (bands.isEmpty() ? "" : ". Shaded: " + bands)
                + ".";
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
                .formatted(Figures.count(offered, "order", "orders"), Figures.count(done), most());
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
        return latency("place-order, by when it was to be sent", Stretch::placeOrder);
    }

    private Chart fanOut() {
        return latency("fan-out, by when it was committed", Stretch::fanOut);
    }

    private Chart latency(String title, Function<Stretch, Optional<Percentiles>> of) {
        return chart(
                title,
                worst(of),
                Axes.MILLIS_OVER_TIME,
                line("p50", s -> of.apply(s).map(p -> Figures.millis(p.p50()))),
                line("p99", s -> of.apply(s).map(p -> Figures.millis(p.p99()))));
    }

    private String worst(Function<Stretch, Optional<Percentiles>> of) {
        record At(double second, Percentiles percentiles) {}
        return IntStream.range(0, seconds.size())
                .boxed()
                .flatMap(n -> of.apply(progress.stretches().get(n)).map(p -> new At(seconds.get(n), p)).stream())
                .max(Comparator.comparingLong(a -> a.percentiles().p99()))
                .map(a -> "Worst at %s: p50 %s, p99 %s."
                        .formatted(
                                Axes.MILLIS_OVER_TIME.x(a.second()),
                                Figures.millisText(a.percentiles().p50()),
                                Figures.millisText(a.percentiles().p99())))
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
                                Figures.count(
                                        progress.stretches().get(n).backlog().orElse(0), "delivery", "deliveries"),
                                Axes.COUNT_OVER_TIME.x(seconds.get(n))))
                .orElse("Nobody looked.");
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

    private Line line(String label, Function<Stretch, Optional<Double>> value) {
        return new Line(label, progress.stretches().stream().map(value).toList());
    }

    private Chart chart(String title, String summary, Axes axes, Line... lines) {
        return new Chart(title, summary, axes, seconds, List.of(lines), backdrop);
    }
}
