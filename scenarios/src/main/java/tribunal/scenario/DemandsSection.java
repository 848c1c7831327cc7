package tribunal.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Expectation;
import tribunal.history.Demands.Level;

/**
 * Reads what a scenario demands: {@code judges}, {@code expects}, {@code budgets}.
 *
 * @param guarantees those that can be demanded
 */
record DemandsSection(Set<String> guarantees) {
    private static final Pattern BUDGET = Pattern.compile("(?:p\\(([0-9.]+)\\)|(max))\\s*<\\s*(\\S+)");

    Demands read(Section root) {
        return new Demands(judges(root), expects(root), budgets(root));
    }

    private List<String> judges(Section root) {
        List<Value> judges = root.list("judges");
        for (Value judge : judges) {
            if (!guarantees.contains(judge.text())) {
                throw judge.bad("one of " + String.join(", ", guarantees) + Nearest.hint(judge.text(), guarantees));
            }
        }
        return judges.isEmpty()
                ? List.copyOf(guarantees)
                : judges.stream().map(Value::text).toList();
    }

    private static List<Expectation> expects(Section root) {
        Optional<Section> section = root.optionalSection("expects");
        if (section.isEmpty()) {
            return List.of();
        }
        List<Expectation> expects = new ArrayList<>();
        for (String what : section.get().keys()) {
            Set<String> known = Keys.expectable();
            if (!known.contains(what)) {
                throw section.get().unknown(what, "one of " + String.join(", ", known), known);
            }
            Value least = section.get().required(what);
            expects.add(new Expectation(
                    what, least.isPercentage() ? least.ratio() : least.count(1, 1_000_000_000), least.isPercentage()));
        }
        return expects;
    }

    private static List<Budget> budgets(Section root) {
        Optional<Section> section = root.optionalSection("budgets");
        if (section.isEmpty()) {
            return List.of();
        }
        List<Budget> budgets = new ArrayList<>();
        for (String segment : section.get().keys()) {
            if (!Keys.SEGMENTS.contains(segment)) {
                throw section.get().unknown(segment, "one of " + String.join(", ", Keys.SEGMENTS), Keys.SEGMENTS);
            }
            Section levels = section.get().section(segment);
            levels.optional("warn").ifPresent(v -> budgets.add(budget(segment, Level.WARN, v)));
            levels.optional("fail").ifPresent(v -> budgets.add(budget(segment, Level.FAIL, v)));
            levels.end();
        }
        return budgets;
    }

    private static Budget budget(String segment, Level level, Value value) {
        Matcher parts = BUDGET.matcher(value.text());
        if (!parts.matches()) {
            throw value.bad("a percentile and its limit, such as p(99) < 1s");
        }
        double percentile = parts.group(2) != null ? 100 : Double.parseDouble(parts.group(1));
        if (percentile <= 0 || percentile > 100) {
            throw value.bad("a percentile above 0 and up to 100");
        }
        long limit = new Value(value.where(), parts.group(3)).positiveDuration().toNanos();
        return new Budget(segment, level, value.text(), percentile, limit);
    }
}
