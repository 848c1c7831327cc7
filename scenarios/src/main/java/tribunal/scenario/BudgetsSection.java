package tribunal.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.Demands.RelativeBudget;

/** Reads {@code budgets}: of a scenario, or of a file that has nothing else. */
final class BudgetsSection {
    private static final String SEPARATOR = "\\s*";
    private static final String PERCENTILE = "p\\((" + Value.NUMBERS + ")\\)";
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?:" + PERCENTILE + "|max)" + SEPARATOR + "<" + SEPARATOR + "([^=\\s].*)");
    private static final Pattern RELATIVE =
            Pattern.compile(PERCENTILE + SEPARATOR + "<=" + SEPARATOR + "\\+(" + Value.NUMBERS + ")%");

    private final List<Budget> budgets = new ArrayList<>();
    private final List<RelativeBudget> relative = new ArrayList<>();

    private BudgetsSection() {}

    /** Demands of nothing but these budgets, as far as they can be read; {@code problems} gets the others. */
    static Demands read(Section section, Problems problems) {
        BudgetsSection read = new BudgetsSection();
        for (String segment : section.keys()) {
            problems.attempt(() -> read.segment(section, segment, problems));
        }
        return new Demands(List.of(), List.of(), read.budgets, read.relative);
    }

    private boolean segment(Section section, String segment, Problems problems) {
        if (!Keys.SEGMENTS.contains(segment)) {
            throw section.unknown(segment, "one of " + String.join(", ", Keys.SEGMENTS), Keys.SEGMENTS);
        }
        Section levels = section.section(segment);
        for (Value value : levels.oneOrMore("warn")) {
            problems.attempt(() -> budget(segment, Level.WARN, value));
        }
        for (Value value : levels.oneOrMore("fail")) {
            problems.attempt(() -> budget(segment, Level.FAIL, value));
        }
        levels.end();
        return true;
    }

    private boolean budget(String segment, Level level, Value value) {
        Matcher absolute = ABSOLUTE.matcher(value.text());
        Matcher change = RELATIVE.matcher(value.text());
        if (change.matches()) {
            double percentile = percentile(value, change.group(1));
            if (percentile == 100) {
                throw value.bad("a percentile below 100: two largest values tell nothing of two runs");
            }
            double changeMax = Double.parseDouble(change.group(3)) / 100;
            return relative.add(new RelativeBudget(segment, level, value.text(), percentile, changeMax));
        }
        if (absolute.matches()) {
            double percentile = absolute.group(1) == null ? 100 : percentile(value, absolute.group(1));
            long limit = new Value(value.where(), absolute.group(3))
                    .positiveDuration()
                    .toNanos();
            return budgets.add(new Budget(segment, level, value.text(), percentile, limit));
        }
        throw value.bad("a percentile and its limit, such as p(99) < 1s, or p(99) <= +10% of a baseline's");
    }

    private static double percentile(Value value, String text) {
        double percentile = Double.parseDouble(text);
        if (percentile <= 0 || percentile > 100) {
            throw value.bad("a percentile above 0 and up to 100");
        }
        return percentile;
    }
}
