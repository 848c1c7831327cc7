package tribunal.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.history.Requirements;
import tribunal.history.Requirements.Budget;
import tribunal.history.Requirements.Level;
import tribunal.history.Requirements.RelativeBudget;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.YamlSection;
import tribunal.scenario.yaml.YamlValue;

/** Reads the section {@code budgets} of a scenario or of a budgets file. */
final class BudgetReader {
    private static final String SEPARATOR = "\\s*";
    private static final String PERCENTILE = "p\\((" + YamlValue.NUMBERS + ")\\)";
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?:" + PERCENTILE + "|max)" + SEPARATOR + "<" + SEPARATOR + "([^=\\s].*)");
    private static final Pattern RELATIVE =
            Pattern.compile(PERCENTILE + SEPARATOR + "<=" + SEPARATOR + "\\+(" + YamlValue.NUMBERS + ")%");

    private final List<Budget> budgets = new ArrayList<>();
    private final List<RelativeBudget> relative = new ArrayList<>();

    private BudgetReader() {}

    /** Returns requirements that have only the valid budgets; {@code problems} gets a message for each invalid one. */
    static Requirements read(YamlSection section, ProblemList problems) {
        BudgetReader reader = new BudgetReader();
        for (String segment : section.keys()) {
            problems.attempt(() -> reader.segment(section, segment, problems));
        }
        return new Requirements(List.of(), List.of(), reader.budgets, reader.relative);
    }

    private boolean segment(YamlSection section, String segment, ProblemList problems) {
        if (!ScenarioSchema.SEGMENTS.contains(segment)) {
            throw section.unknown(
                    segment, "one of " + String.join(", ", ScenarioSchema.SEGMENTS), ScenarioSchema.SEGMENTS);
        }
        YamlSection levels = section.section(segment);
        for (YamlValue value : levels.oneOrMore("warn")) {
            problems.attempt(() -> budget(segment, Level.WARN, value));
        }
        for (YamlValue value : levels.oneOrMore("fail")) {
            problems.attempt(() -> budget(segment, Level.FAIL, value));
        }
        levels.end();
        return true;
    }

    private boolean budget(String segment, Level level, YamlValue value) {
        Matcher absolute = ABSOLUTE.matcher(value.text());
        Matcher change = RELATIVE.matcher(value.text());
        if (change.matches()) {
            double percentile = percentile(value, change.group(1));
            if (percentile == 100) {
                throw value.bad("a percentile below 100: the two maxima say nothing about the two runs");
            }
            double changeMax = Double.parseDouble(change.group(3)) / 100;
            return relative.add(new RelativeBudget(segment, level, value.text(), percentile, changeMax));
        }
        if (absolute.matches()) {
            double percentile = absolute.group(1) == null ? 100 : percentile(value, absolute.group(1));
            long limit = new YamlValue(value.where(), absolute.group(3))
                    .positiveDuration()
                    .toNanos();
            return budgets.add(new Budget(segment, level, value.text(), percentile, limit));
        }
        throw value.bad("a percentile and its limit, such as p(99) < 1s, or p(99) <= +10% of a baseline's");
    }

    private static double percentile(YamlValue value, String text) {
        double percentile = Double.parseDouble(text);
        if (percentile <= 0 || percentile > 100) {
            throw value.bad("a percentile above 0 and up to 100");
        }
        return percentile;
    }
}
