package tribunal.fault.plan;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tribunal.history.AppModel;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.KeyedRandom;

/**
 * The faults of one run as data. It decides the fate of each attempt, as a pure function of seed, rule and stable keys.
 * Under real load, timing only affects which of the decided fates happen.
 *
 * @param orders the orders that may have faults, by id: those of the schedule; all others have none
 * @param flow where faults can take effect, as the app's model says
 */
public record FaultPlan(long seed, FaultRules rules, SortedMap<String, PlannedOrder> orders, EventFlow flow)
        implements FateDecider {
    /** Poison rules come first. After them, the first rule that takes the attempt decides. */
    @Override
    public Optional<DecidedFate> decide(AttemptKey attempt) {
        PlannedOrder order = orders.get(attempt.order());
        if (order == null || !order.inStorm()) {
            return Optional.empty();
        }
        // Poison is the same for all attempts of a delivery.
        Optional<DecidedFate> poison = firstDecision(true, attempt.numbered(0), order);
        if (poison.isPresent() || faultsBefore(attempt, order) >= rules.faultsPerDeliveryMax()) {
            return poison;
        }
        return firstDecision(false, attempt, order);
    }

    private long faultsBefore(AttemptKey attempt, PlannedOrder order) {
        return IntStream.range(1, attempt.number())
                .filter(n -> firstDecision(false, attempt.numbered(n), order).isPresent())
                .limit(rules.faultsPerDeliveryMax())
                .count();
    }

    /** The decision of the first rule that takes the attempt, among the poison rules or among all others. */
    private Optional<DecidedFate> firstDecision(boolean poison, AttemptKey attempt, PlannedOrder order) {
        String key = attempt.key();
        String take = "take " + key;
        for (FaultRule rule : rules.rules()) {
            if (rule.isPoison() == poison
                    && rule.matches(attempt, order, flow)
                    && random(rule).fraction(take) < rule.ratio()) {
                return Optional.of(new DecidedFate(rule.name(), rule.spec().drawFate(random(rule), key)));
            }
        }
        return Optional.empty();
    }

    private KeyedRandom random(FaultRule rule) {
        return new KeyedRandom(seed * 31 + rule.name().hashCode());
    }

    /**
     * The number of first attempts for each kind of fate, over all planned orders on the happy path. Cancelled orders
     * count with their first event only. Kinds without any are absent.
     */
    public SortedMap<String, Long> plannedCounts(List<PlannedEvent> happyPath) {
        return firstAttempts(happyPath, flow::isCertain)
                .flatMap(attempt -> decide(attempt).stream())
                .collect(Collectors.groupingBy(d -> d.fate().kind(), TreeMap::new, Collectors.counting()));
    }

    private Stream<AttemptKey> firstAttempts(
            List<PlannedEvent> events, BiPredicate<PlannedEvent, PlannedOrder> relevant) {
        return orders.entrySet().stream()
                .flatMap(order -> events.stream()
                        .filter(event -> relevant.test(event, order.getValue()))
                        .flatMap(event -> event.functions().stream()
                                .map(function -> new AttemptKey(order.getKey(), event.type(), 1, function, 1))));
    }

    /**
     * The declared dead letters: each poisoned delivery that a planned order can have, also off the happy path. An
     * order need not reach it.
     *
     * @param attempts attempts after which the app gives up a failure that is not permanent
     */
    public List<Poisoned> declaredDeadLetters(AppModel model, int attempts) {
        return firstAttempts(PlannedEvent.all(model), flow::isPossible)
                .flatMap(attempt -> declaredDeadLetters(attempt, attempts).stream())
                .toList();
    }

    private Optional<Poisoned> declaredDeadLetters(AttemptKey attempt, int attempts) {
        return decide(attempt)
                .filter(decided -> decided.fate() instanceof FaultSpec.Poison)
                .map(decided -> (FaultSpec.Poison) decided.fate())
                .map(poison -> new Poisoned(
                        "order:" + attempt.order(),
                        attempt.eventType(),
                        attempt.ordinal(),
                        attempt.function(),
                        poison.how().attempts(attempts)));
    }
}
