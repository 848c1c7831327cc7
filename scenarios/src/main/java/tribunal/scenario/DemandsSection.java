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
    /** What can be read of them; {@code problems} gets the rest. */
    Demands read(Section root, Problems problems) {
        Demands demands = new Demands(
                problems.attempt(() -> judges(root)).orElse(List.of()),
                problems.attempt(() -> expects(root)).orElse(List.of()),
                List.of());
        return problems.attempt(() -> root.optionalSection("budgets"))
                .flatMap(section -> section)
                .map(section -> BudgetsSection.read(section, problems))
                .map(demands::withBudgetsOf)
                .orElse(demands);
    }

    private List<String> judges(Section root) {
        List<Value> judges = root.list("judges");
        judges.forEach(judge -> judge.oneOf(guarantees));
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
            expects.add(new Expectation(what, least.least(1_000_000_000), least.isPercentage()));
        }
        return expects;
    }
}
