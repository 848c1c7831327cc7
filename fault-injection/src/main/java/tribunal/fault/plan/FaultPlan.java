package tribunal.fault.plan;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tribunal.history.KeyedRandom;

/**
 * The faults of one run as data. It decides the fate of each attempt, as a pure function of seed, rule and stable keys.
 * Under real load, timing only affects which of the decided fates happen.
 *
 * @param entities the entities of the schedule, by id; all others have no faults. Where the app chooses the ids itself,
 *     use names of your own, and ask {@link FatesByArrival}
 * @param flow where faults can take effect, as the app's model says
 */
public record FaultPlan(long seed, FaultRules rules, SortedMap<String, PlannedEntity> entities, EventFlow flow)
        implements FateDecider {
    /** Poison rules come first. After them, the first rule that takes the attempt decides. */
    @Override
    public Optional<DecidedFate> decide(AttemptKey attempt) {
        PlannedEntity entity = entities.get(attempt.entity());
        if (entity == null || !entity.inStorm()) {
            return Optional.empty();
        }
        // Poison is the same for all attempts of a delivery.
        Optional<DecidedFate> poison = firstDecision(true, attempt.numbered(0), entity);
        if (poison.isPresent() || faultsBefore(attempt, entity) >= rules.faultsPerDeliveryMax()) {
            return poison;
        }
        return firstDecision(false, attempt, entity);
    }

    private long faultsBefore(AttemptKey attempt, PlannedEntity entity) {
        return IntStream.range(1, attempt.number())
                .filter(n -> firstDecision(false, attempt.numbered(n), entity).isPresent())
                .limit(rules.faultsPerDeliveryMax())
                .count();
    }

    /** The decision of the first rule that takes the attempt, among the poison rules or among all others. */
    private Optional<DecidedFate> firstDecision(boolean poison, AttemptKey attempt, PlannedEntity entity) {
        String key = attempt.key();
        String take = "take " + key;
        for (FaultRule rule : rules.rules()) {
            if (rule.isPoison() == poison
                    && rule.matches(attempt, entity, flow)
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
     * The number of first attempts for each kind of fate, over all planned entities on the happy path. Cancelled ones
     * count with their first event only. Kinds without any are absent.
     */
    public SortedMap<String, Long> plannedCounts(List<PlannedEvent> happyPath) {
        return entities.entrySet().stream()
                .flatMap(entity -> happyPath.stream()
                        .filter(event -> flow.isCertain(event, entity.getValue()))
                        .flatMap(event -> event.functions().stream()
                                .map(function -> new AttemptKey(entity.getKey(), event.type(), 1, function, 1))))
                .flatMap(attempt -> decide(attempt).stream())
                .collect(Collectors.groupingBy(d -> d.fate().kind(), TreeMap::new, Collectors.counting()));
    }
}
