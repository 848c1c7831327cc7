package tribunal.report.page;

import java.util.Locale;
import java.util.Optional;
import tribunal.report.text.BudgetText;
import tribunal.verify.measure.BudgetResult;

/**
 * A bar that shows how much of a budget's limit was used. The limit is at three quarters of the bar, or further left
 * if the bar needs more room beyond it.
 */
final class BudgetBar {
    private static final double LIMIT_AT = 0.75;

    private BudgetBar() {}

    /** Returns the bar, hidden from screen readers, and the share as text beside it. */
    static Html html(BudgetResult result) {
        Optional<Long> actual = BudgetText.actualNanos(result);
        if (actual.isEmpty()) {
            return Html.text("-");
        }
        double share = (double) actual.get() / result.budget().limitNanos();
        double limit = Math.min(LIMIT_AT, 1 / share);
        Html used = Html.element("span")
                .with("class", "used " + BudgetText.colour(result))
                .with("style", "width:" + percent(share * limit));
        Html mark = Html.element("span").with("class", "limit").with("style", "left:" + percent(limit));
        Html bar = Html.element("span", used, mark).with("class", "bar").with("aria-hidden", "true");
        return Html.all(bar, Html.text(String.format(Locale.ROOT, "%,.0f%%", 100 * share)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
