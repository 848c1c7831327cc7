package tribunal.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.Requirements;
import tribunal.history.Requirements.Expectation;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.YamlSection;
import tribunal.scenario.yaml.YamlValue;

/**
 * Reads the requirements of a scenario: {@code judges}, {@code expects}, {@code budgets}.
 *
 * @param guarantees the names of all guarantees that a scenario can demand
 */
record RequirementReader(Set<String> guarantees) {
    /** Returns the valid requirements; {@code problems} gets a message for each invalid one. */
    Requirements read(YamlSection root, ProblemList problems) {
        Requirements demands = new Requirements(
                problems.attempt(() -> judges(root)).orElse(List.of()),
                problems.attempt(() -> expects(root)).orElse(List.of()),
                List.of());
        return problems.attempt(() -> root.optionalSection("budgets"))
                .flatMap(section -> section)
                .map(section -> BudgetReader.read(section, problems))
                .map(demands::withBudgetsOf)
                .orElse(demands);
    }

    private List<String> judges(YamlSection root) {
        List<YamlValue> judges = root.list("judges");
        judges.forEach(judge -> judge.oneOf(guarantees));
        return judges.isEmpty()
                ? List.copyOf(guarantees)
                : judges.stream().map(YamlValue::text).toList();
    }

    private static List<Expectation> expects(YamlSection root) {
        Optional<YamlSection> section = root.optionalSection("expects");
        if (section.isEmpty()) {
            return List.of();
        }
        List<Expectation> expects = new ArrayList<>();
        for (String what : section.get().keys()) {
            Set<String> known = ScenarioSchema.expectable();
            if (!known.contains(what)) {
                throw section.get().unknown(what, "one of " + String.join(", ", known), known);
            }
            YamlValue minimum = section.get().required(what);
            expects.add(new Expectation(what, minimum.least(1_000_000_000), minimum.isPercentage()));
        }
        return expects;
    }
}
