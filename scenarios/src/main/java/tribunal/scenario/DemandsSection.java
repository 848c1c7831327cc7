package tribunal.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.Demands;
import tribunal.history.Demands.Expectation;

/**
 * Reads what a scenario demands: {@code judges}, {@code expects}, {@code budgets}.
 *
 * @param guarantees those that can be demanded
 */
record DemandsSection(Set<String> guarantees) {
    Demands read(Section root) {
        Demands demands = new Demands(judges(root), expects(root), List.of());
        return root.optionalSection("budgets")
                .map(BudgetsSection::read)
                .map(demands::withBudgetsOf)
                .orElse(demands);
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
}
