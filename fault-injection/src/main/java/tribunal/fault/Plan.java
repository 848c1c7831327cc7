package tribunal.fault;

import java.util.Optional;
import java.util.SortedMap;
import tribunal.history.Draw;

/**
 * What goes wrong in one run: data, and one decision point. Decisions are pure functions of seed, rule and stable keys,
 * never of timing; which of them are met depends on timing under real load.
 *
 * @param orders the orders that may be harmed, by id: those of the schedule; all others are left alone
 */
public record Plan(long seed, Faults faults, SortedMap<String, PlannedOrder> orders) {
    private static final Fate DELIVER = new Fate.Deliver();

    /** The fate of an attempt: the first rule that does not let it pass decides. */
    public Fate fateOf(Attempt attempt) {
        PlannedOrder order = orders.get(attempt.order());
        if (order == null || order.intended() < 0 || injuriesBefore(attempt, order) >= faults.injuries()) {
            return DELIVER;
        }
        return drawn(attempt, order).orElse(DELIVER);
    }

    private long injuriesBefore(Attempt attempt, PlannedOrder order) {
        long injuries = 0;
        for (int n = 1; n < attempt.number() && injuries < faults.injuries(); n++) {
            if (drawn(attempt.numbered(n), order).isPresent()) {
                injuries++;
            }
        }
        return injuries;
    }

    private Optional<Fate> drawn(Attempt attempt, PlannedOrder order) {
        return ruleFor(attempt, order).map(rule -> rule.harm().fate(draw(rule), attempt.key()));
    }

    private Optional<Rule> ruleFor(Attempt attempt, PlannedOrder order) {
        return faults.rules().stream()
                .filter(rule -> rule.concerns(attempt, order))
                .filter(rule -> draw(rule).of("take " + attempt.key()) < rule.ratio())
                .findFirst();
    }

    /** The name of the rule that decides an attempt's fate, if one harms it. */
    String ruleOf(Attempt attempt) {
        PlannedOrder order = orders.get(attempt.order());
        return order == null ? "" : ruleFor(attempt, order).map(Rule::name).orElse("");
    }

    private Draw draw(Rule rule) {
        return new Draw(seed * 31 + rule.name().hashCode());
    }
}
