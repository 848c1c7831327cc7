package tribunal.scenario.file;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.Demands.RelativeBudget;
import tribunal.history.Segment;
import tribunal.scenario.yaml.Scalars;
import tribunal.scenario.yaml.Section;
import tribunal.scenario.yaml.SectionKey;
import tribunal.scenario.yaml.ValueType;
import tribunal.scenario.yaml.YamlValue;

/**
 * The types of budgets, in a scenario and in a file of their own. Each value is a {@code Demands} with budgets only.
 */
final class BudgetTypes {
    static final String MEANING =
            "limits on latencies, by segment: absolute, or relative to a baseline run (p(99) <= +10%)";

    private static final String PERCENTILE = "p\\((" + YamlValue.NUMBERS + ")\\)";
    private static final Pattern ABSOLUTE = Pattern.compile("(?:" + PERCENTILE + "|max)\\s*<\\s*([^=\\s].*)");
    private static final Pattern RELATIVE = Pattern.compile(PERCENTILE + "\\s*<=\\s*\\+(" + YamlValue.NUMBERS + ")%");
    private static final String SCHEMA = "(p\\(" + YamlValue.NUMBERS + "\\)|max)\\s*<\\s*" + YamlValue.TIME + "|p\\("
            + YamlValue.NUMBERS + "\\)\\s*<=\\s*\\+" + YamlValue.NUMBERS + "%";

    private BudgetTypes() {}

    static ValueType<Demands> file() {
        return merged(Stream.of(SectionKey.required("budgets", budgets().map(Optional::of), MEANING)));
    }

    static ValueType<Demands> budgets() {
        return merged(Segment.BUDGETED.stream()
                .sorted()
                .map(segment -> SectionKey.optional(segment, levels(segment), "the segment " + segment)));
    }

    private static ValueType<Demands> levels(String segment) {
        return merged(Stream.of(
                        SectionKey.optional("warn", budget(segment, Level.WARN), "a miss is reported"),
                        SectionKey.optional("fail", budget(segment, Level.FAIL), "a miss fails the run")))
                .map(BudgetTypes::warningsFirst);
    }

    private static Demands warningsFirst(Demands both) {
        return budgets(
                both.budgets().stream().sorted(Comparator.comparing(Budget::level)),
                both.relativeBudgets().stream().sorted(Comparator.comparing(RelativeBudget::level)));
    }

    private static ValueType<Demands> budget(String segment, Level level) {
        return Scalars.text(SCHEMA, "p(99) < 1s", value -> budget(segment, level, value))
                .oneOrMore()
                .map(BudgetTypes::merged);
    }

    private static ValueType<Demands> merged(Stream<SectionKey<Optional<Demands>>> keys) {
        return new Section<>(
                        keys.<SectionKey<?>>map(key -> key).toList(), values -> merged(present(values, Demands.class)))
                .type();
    }

    /** Returns the values of a section's optional keys, in the order of the file. */
    static <T> List<T> present(Map<String, Object> values, Class<T> type) {
        return values.values().stream()
                .flatMap(value -> ((Optional<?>) value).stream())
                .map(type::cast)
                .toList();
    }

    private static Demands merged(List<Demands> parts) {
        return budgets(
                parts.stream().flatMap(part -> part.budgets().stream()),
                parts.stream().flatMap(part -> part.relativeBudgets().stream()));
    }

    private static Demands budgets(Stream<Budget> absolute, Stream<RelativeBudget> relative) {
        return new Demands(List.of(), List.of(), absolute.toList(), relative.toList());
    }

    private static Demands budget(String segment, Level level, YamlValue value) {
        Matcher absolute = ABSOLUTE.matcher(value.text());
        Matcher change = RELATIVE.matcher(value.text());
        if (change.matches()) {
            double percentile = percentile(value, change.group(1));
            if (percentile == 100) {
                throw value.bad("a percentile below 100: the two maxima say nothing about the two runs");
            }
            double changeMax = Double.parseDouble(change.group(3)) / 100;
            return budgets(
                    Stream.of(), Stream.of(new RelativeBudget(segment, level, value.text(), percentile, changeMax)));
        }
        if (absolute.matches()) {
            double percentile = absolute.group(1) == null ? 100 : percentile(value, absolute.group(1));
            long limit = new YamlValue(value.where(), absolute.group(3))
                    .positiveDuration()
                    .toNanos();
            return budgets(Stream.of(new Budget(segment, level, value.text(), percentile, limit)), Stream.of());
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
