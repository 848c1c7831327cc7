package tribunal.scenario.file;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.fault.plan.EventFlow;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PlannedEntity;
import tribunal.fault.plan.PlannedEvent;
import tribunal.history.Demands.Expectation;
import tribunal.history.FateKind;
import tribunal.scenario.AppSettings;
import tribunal.scenario.Journey;
import tribunal.scenario.PhaseDurations;
import tribunal.scenario.Scenario;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.schedule.Schedule;
import tribunal.scenario.yaml.QuantityFormat;

/**
 * The number of faults that a run will meet, computed before it starts. It counts the fault plan's decisions over the
 * happy-path deliveries of all orders of the storm; for a cancelled order, over the deliveries of its first event.
 *
 * <p>Not every decided fault happens. A run must be long enough for those that can be counted on:
 *
 * <ul>
 *   <li>Orders of the storm's last two seconds are left out, since heal comes before their later events (measured:
 *       before a third of those of the last second, and a tenth of those of the third last).
 *   <li>Each other decision happens with a probability of 9 in 10 (measured: 96 to 99%; 6% of the orders are refused
 *       or declined and have fewer events).
 *   <li>A crash or a reorder happens with a probability of 3 in 4 (measured: 77 and 80%), since the function may make
 *       fewer calls, or nothing may overtake.
 *   <li>Of n decisions of probability p, np happen on average, with the standard deviation of a binomial
 *       distribution, √(np(1−p)). The number that is reached 19 times in 20 is counted on.
 * </ul>
 *
 * <p>Faults beyond the plan (of second attempts, copies, later events of cancelled orders) come in addition. The
 * judge takes a ratio of the deliveries that the storm's orders really had; this forecast takes it of the most that
 * they can have.
 *
 * @param decisions the number of decisions by kind of fault; kinds without any are absent
 * @param deliveries the number of deliveries that were decided about
 * @param early the decisions, by kind, of orders that are placed long enough before heal
 * @param deliveriesMax the most deliveries that the storm's orders can have
 */
public record FaultForecast(
        SortedMap<String, Long> decisions, long deliveries, SortedMap<String, Long> early, long deliveriesMax) {
    private static final long STORM_MAX_SECONDS = 600;

    /** An order reaches its end within this time if it loses at most one delivery. */
    private static final Duration UNCOUNTED_END = AppSettings.DEFAULTS.deliveryTimeout();

    private static final double MET = 0.9;
    private static final double CRASH_OR_REORDER_MET = 0.75;

    /** A normally distributed value is above its mean minus this number of standard deviations 19 times in 20. */
    private static final double DEVIATIONS = 1.645;

    /** Returns the forecast of a run. The random faults of the scenario must be drawn already. */
    public static FaultForecast of(Scenario scenario, long seed) {
        SortedMap<String, PlannedEntity> orders = Schedule.of(scenario, seed).planned();
        List<PlannedEvent> path = PlannedEvent.happyPath(ScenarioCatalogue.model());
        EventFlow flow = EventFlow.of(ScenarioCatalogue.model());
        long first = path.getFirst().functions().size();
        long whole = path.stream().mapToLong(event -> event.functions().size()).sum();
        List<PlannedEntity> inStorm =
                orders.values().stream().filter(order -> order.intended() >= 0).toList();
        long deliveries = inStorm.stream()
                .mapToLong(order -> order.journey().equals(Journey.CANCELS.label()) ? first : whole)
                .sum();
        return new FaultForecast(
                new FaultPlan(seed, scenario.faults(), orders, flow).plannedCounts(path),
                deliveries,
                new FaultPlan(seed, scenario.faults(), early(orders, scenario.phases()), flow).plannedCounts(path),
                (long) inStorm.size() * PlannedEvent.deliveriesMax(ScenarioCatalogue.model()));
    }

    private static SortedMap<String, PlannedEntity> early(
            SortedMap<String, PlannedEntity> orders, PhaseDurations phases) {
        long last = phases.storm().minus(UNCOUNTED_END).toNanos();
        SortedMap<String, PlannedEntity> early = new TreeMap<>(orders);
        early.values().removeIf(order -> order.intended() > last);
        return early;
    }

    /** Returns the largest number of faults that the judge can demand. */
    long needed(Expectation expected) {
        return (long) Math.ceil(expected.ofDeliveries() ? expected.atLeast() * deliveriesMax : expected.atLeast());
    }

    /** Returns the number of faults of a kind that a run reaches 19 times in 20. */
    long countedOn(String kind) {
        long decided = early.getOrDefault(kind, 0L);
        boolean isRarelyMet =
                FateKind.ofLabel(kind).map(FateKind::needsOccasion).orElse(false);
        double met = isRarelyMet ? CRASH_OR_REORDER_MET : MET;
        double spread = Math.sqrt(decided * met * (1 - met));
        return (long) Math.max(0, Math.floor(decided * met - DEVIATIONS * spread));
    }

    /** Returns the first expectation that cannot be met. Situations are not planned, so they are not checked. */
    private Optional<Expectation> firstUnreachable(Scenario scenario) {
        return scenario.demands().expects().stream()
                .filter(e -> FaultSpec.KINDS.containsKey(e.what()))
                .filter(e -> countedOn(e.what()) < needed(e))
                .findFirst();
    }

    /**
     * Refuses a run that is too short for what its scenario expects by a {@link BadInputException}. Its message begins
     * with {@code storm}, which says what set the length of the storm, and says the length that it needs.
     */
    void requireEnough(Scenario scenario, long seed, String storm) {
        firstUnreachable(scenario).ifPresent(e -> {
            throw new BadInputException(
                    "%s is too short: expects %s %s, so %d of %d deliveries, but %d can be counted on: %s"
                            .formatted(
                                    storm,
                                    e.what(),
                                    e.ofDeliveries()
                                            ? QuantityFormat.ratio(e.atLeast())
                                            : QuantityFormat.plain(e.atLeast()),
                                    needed(e),
                                    deliveriesMax,
                                    countedOn(e.what()),
                                    remedy(scenario, seed)));
        });
    }

    private static String remedy(Scenario scenario, long seed) {
        long tooShort = scenario.phases().storm().toSeconds();
        long enough = Math.max(1, tooShort);
        while (!enough(scenario, seed, enough)) {
            if (enough >= STORM_MAX_SECONDS) {
                return "no storm up to " + STORM_MAX_SECONDS + "s is long enough";
            }
            tooShort = enough;
            enough = Math.min(STORM_MAX_SECONDS, enough * 2);
        }
        while (enough - tooShort > 1) {
            long middle = (tooShort + enough) / 2;
            if (enough(scenario, seed, middle)) {
                enough = middle;
            } else {
                tooShort = middle;
            }
        }
        return "needs at least " + enough + "s";
    }

    private static boolean enough(Scenario scenario, long seed, long seconds) {
        PhaseDurations phases = scenario.phases();
        Scenario longer =
                scenario.with(new PhaseDurations(phases.warmUp(), Duration.ofSeconds(seconds), phases.drain()));
        return of(longer, seed).firstUnreachable(longer).isEmpty();
    }

    /** Returns the decisions by kind, the most frequent first. */
    public List<Map.Entry<String, Long>> mostFirst() {
        return decisions.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }
}
