package tribunal.fault.plan;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.AppModel;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.KeyedRandom;

/**
 * What goes wrong in one run: data, and one decision point. Decisions are pure functions of seed, rule and stable keys,
 * never of timing; which of them are met depends on timing under real load.
 *
 * @param orders the orders that may be harmed, by id: those of the schedule; all others are left alone
 */
public record FaultPlan(long seed, FaultRules faults, SortedMap<String, PlannedOrder> orders) implements FateDecider {
    private static final Fate DELIVER = new Fate.Deliver();

    /** The fate of an attempt: poison before all else, then the first rule that does not let it pass decides. */
    public Fate fateOf(AttemptKey attempt) {
        return decide(attempt).map(Decision::fate).orElse(DELIVER);
    }

    @Override
    public Optional<Decision> decide(AttemptKey attempt) {
        PlannedOrder order = orders.get(attempt.order());
        if (order == null || !order.inStorm()) {
            return Optional.empty();
        }
        Optional<Decision> poison = poison(attempt, order);
        if (poison.isPresent() || injuriesBefore(attempt, order) >= faults.injuries()) {
            return poison;
        }
        return injury(attempt, order);
    }

    private long injuriesBefore(AttemptKey attempt, PlannedOrder order) {
        long injuries = 0;
        for (int n = 1; n < attempt.number() && injuries < faults.injuries(); n++) {
            if (injury(attempt.numbered(n), order).isPresent()) {
                injuries++;
            }
        }
        return injuries;
    }

    /** The same for every attempt at a delivery. */
    private Optional<Decision> poison(AttemptKey attempt, PlannedOrder order) {
        return drawn(true, attempt.numbered(0), order);
    }

    private Optional<Decision> injury(AttemptKey attempt, PlannedOrder order) {
        return drawn(false, attempt, order);
    }

    /** By the first rule that takes it, of those that declare dead letters or of all others. */
    private Optional<Decision> drawn(boolean poisons, AttemptKey attempt, PlannedOrder order) {
        String key = attempt.key();
        String take = "take " + key;
        for (FaultRule rule : faults.rules()) {
            if (rule.poisons() == poisons
                    && rule.concerns(attempt, order)
                    && draw(rule).of(take) < rule.ratio()) {
                return Optional.of(new Decision(rule.name(), rule.harm().fate(draw(rule), key)));
            }
        }
        return Optional.empty();
    }

    private KeyedRandom draw(FaultRule rule) {
        return new KeyedRandom(seed * 31 + rule.name().hashCode());
    }

    /**
     * How many first attempts each kind of fate is decided for, over the deliveries of all planned orders, were nothing
     * to befall them; of orders that are cancelled, the first event's alone. Kinds without any are absent.
     */
    public SortedMap<String, Long> planned(List<PlannedEvent> happyPath) {
        return firstAttempts(happyPath, PlannedEvent::canBeCountedOn)
                .flatMap(attempt -> decide(attempt).stream())
                .collect(Collectors.groupingBy(d -> d.fate().kind(), TreeMap::new, Collectors.counting()));
    }

    private Stream<AttemptKey> firstAttempts(
            List<PlannedEvent> events, BiPredicate<PlannedEvent, PlannedOrder> happensTo) {
        return orders.entrySet().stream()
                .flatMap(order -> events.stream()
                        .filter(event -> happensTo.test(event, order.getValue()))
                        .flatMap(event -> event.functions().stream()
                                .map(function -> AttemptKey.first(order.getKey(), event.type(), function))));
    }

    /**
     * The declared dead letters: each poisoned delivery that any planned order can have, off the happy path too. An order
     * need not come so far.
     *
     * @param attempts after how many the app gives up what may pass
     */
    public List<Poisoned> poisoned(AppModel model, int attempts) {
        return firstAttempts(PlannedEvent.all(model), PlannedEvent::canHappenTo)
                .flatMap(attempt -> poisoned(attempt, attempts).stream())
                .toList();
    }

    private Optional<Poisoned> poisoned(AttemptKey attempt, int attempts) {
        return fateOf(attempt) instanceof Fate.Poison(PoisonMode how)
                ? Optional.of(new Poisoned(
                        attempt.order(),
                        attempt.eventType(),
                        attempt.ordinal(),
                        attempt.function(),
                        how.attempts(attempts)))
                : Optional.empty();
    }
}
