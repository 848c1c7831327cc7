package tribunal.report.page;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tribunal.report.text.NumberText;
import tribunal.verify.measure.OrderPathBreakdown;
import tribunal.verify.measure.OrderPathBreakdown.Step;

/** Shows how an order spends its time: one bar for each step, which begins where the last one ended. */
final class Waterfall {
    private Waterfall() {}

    static Html html(OrderPathBreakdown path) {
        if (path.steps().isEmpty()) {
            return Html.element(
                            "p", Html.text("No order of the storm ended: how orders spend their time is not known."))
                    .with("class", "muted");
        }
        long end = path.steps().stream().mapToLong(Step::to).max().orElseThrow();
        Html table = new HtmlTable(
                        caption(path),
                        List.of("Step", "Since its intended time", "Waiting", "At work", "Ends"),
                        Set.of("Waiting", "At work", "Ends"),
                        path.steps().stream().map(step -> row(step, end)).toList())
                .html();
        return Html.element("div", Html.element("h3", Html.text("Where an order's time goes")), table)
                .with("class", "waterfall");
    }

    private static String caption(OrderPathBreakdown path) {
        return ("Means of the %s of %s that went %s. Pale: waiting for its turn or its due time,"
                        + " or in attempts without success.")
                .formatted(
                        NumberText.count(path.orders()),
                        NumberText.count(path.finishedOrders(), "order", "orders"),
                        String.join(" → ", path.states()));
    }

    private static List<Html> row(Step step, long end) {
        return List.of(
                Html.text(step.what()),
                bar(step, end),
                Html.text(NumberText.millisText(step.workStarted() - step.from())),
                Html.text(NumberText.millisText(step.to() - step.workStarted())),
                Html.text(NumberText.millisText(step.to())));
    }

    /** Draws the step as a bar, hidden from screen readers, since the same numbers are in the next cells. */
    private static Html bar(Step step, long end) {
        return Html.element(
                        "span",
                        part("wait", step.from(), step.workStarted(), end),
                        part("work", step.workStarted(), step.to(), end))
                .with("class", "fall")
                .with("aria-hidden", "true");
    }

    private static Html part(String kind, long from, long to, long end) {
        return Html.element("span")
                .with("class", kind)
                .with("style", "left:" + percent(from, end) + ";width:" + percent(Math.max(0, to - from), end));
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.2f%%", 100.0 * part / Math.max(1, whole));
    }
}
