package tribunal.report.page;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tribunal.report.text.NumberText;
import tribunal.verify.measure.OrderPathBreakdown;
import tribunal.verify.measure.OrderPathBreakdown.Step;

/** Where an order's time goes: a bar for each step of its way, beginning where the one before ended. */
final class Waterfall {
    private Waterfall() {}

    static Html html(OrderPathBreakdown way) {
        if (way.steps().isEmpty()) {
            return Html.element(
                            "p", Html.text("No order of the storm came to its end: where its time goes is not known."))
                    .with("class", "muted");
        }
        long end = way.steps().stream().mapToLong(Step::to).max().orElseThrow();
        Html table = new HtmlTable(
                        caption(way),
                        List.of("Step", "Since it was wanted", "Waiting", "At work", "Ends"),
                        Set.of("Waiting", "At work", "Ends"),
                        way.steps().stream().map(step -> row(step, end)).toList())
                .html();
        return Html.element("div", Html.element("h3", Html.text("Where an order's time goes")), table)
                .with("class", "waterfall");
    }

    private static String caption(OrderPathBreakdown way) {
        return "Means of the %s of %s that went %s. Pale: waiting for its turn or its time, or tried in vain."
                .formatted(
                        NumberText.count(way.orders()),
                        NumberText.count(way.of(), "order", "orders"),
                        String.join(" → ", way.states()));
    }

    private static List<Html> row(Step step, long end) {
        return List.of(
                Html.text(step.what()),
                bar(step, end),
                Html.text(NumberText.millisText(step.begun() - step.from())),
                Html.text(NumberText.millisText(step.to() - step.begun())),
                Html.text(NumberText.millisText(step.to())));
    }

    /** For the eye alone; its figures are beside it. */
    private static Html bar(Step step, long end) {
        return Html.element(
                        "span",
                        part("wait", step.from(), step.begun(), end),
                        part("work", step.begun(), step.to(), end))
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
