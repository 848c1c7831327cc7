package tribunal.scenario.file;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PlannedEvent;
import tribunal.fault.plan.PlannedOrder;
import tribunal.history.Requirements.Expectation;
import tribunal.scenario.Journey;
import tribunal.scenario.PhaseDurations;
import tribunal.scenario.Scenario;
import tribunal.scenario.schedule.Schedule;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.QuantityFormat;

/**
 * What is known of a run's faults before it: decisions over the happy-path deliveries of all orders of the storm, of
 * cancelled ones over those of their first event.
 *
 * <p>Not everything that is decided comes to pass, so a run is long enough for what it expects only if the decisions that
 * can be counted on are. Those of orders placed in the storm's last two seconds are not: heal comes before their later
 * events (measured: before a third of those of the last second, and a tenth of those of the third last). Of the others each
 * comes to pass with a chance of 9 in 10 (measured: 96 to 99%; 6% of the orders are refused or declined and have fewer
 * events), but a crash or a reorder with one of 3 in 4 (77 and 80%: the function makes fewer calls, nothing overtakes). So
 * n decisions of chance p make np on average, with the spread of a binomial distribution, √(np(1−p)), and as many are
 * counted on as are reached 19 times in 20. What is met beyond the plan (second attempts, copies, later events of
 * cancelled orders) comes on top. The judge takes a ratio of the deliveries that the storm's orders really had; here it is
 * of the most that they can have.
 *
 * @param decisions how many attempts each kind of fault is decided for; kinds without any are absent
 * @param deliveries how many deliveries those are of
 * @param early those of the decisions whose orders are placed long enough before heal
 * @param deliveriesMax how many deliveries the storm's orders can have at most
 */
public record FaultForecast(
        SortedMap<String, Long> decisions, long deliveries, SortedMap<String, Long> early, long deliveriesMax) {
    private static final long STORM_MAX_SECONDS = 600;

    /** Within it an order comes to its end, if it loses no more than one delivery on the way. */
    private static final Duration TOO_LATE = FaultRules.DELIVERY_TIMEOUT;

    private static final double MET = 0.9;
    private static final double CRASH_OR_REORDER_MET = 0.75;
    private static final Set<String> SELDOM_MET = Set.of("crash", "reorder");

    /** A normally distributed figure is above its mean less so many standard deviations 19 times in 20. */
    private static final double DEVIATIONS = 1.645;

    /** Those of a run; its lots are drawn. */
    public static FaultForecast of(Scenario scenario, long seed) {
        SortedMap<String, PlannedOrder> orders = Schedule.of(scenario, seed).planned();
        List<PlannedEvent> way = PlannedEvent.happyPath(Catalogue.model());
        long first = way.getFirst().functions().size();
        long whole = way.stream().mapToLong(event -> event.functions().size()).sum();
        List<PlannedOrder> inStorm =
                orders.values().stream().filter(order -> order.intended() >= 0).toList();
        long deliveries = inStorm.stream()
                .mapToLong(order -> order.journey().equals(Journey.CANCELS.label()) ? first : whole)
                .sum();
        return new FaultForecast(
                new FaultPlan(seed, scenario.faults(), orders).planned(way),
                deliveries,
                new FaultPlan(seed, scenario.faults(), early(orders, scenario.phases())).planned(way),
                (long) inStorm.size() * PlannedEvent.deliveriesMax(Catalogue.model()));
    }

    private static SortedMap<String, PlannedOrder> early(
            SortedMap<String, PlannedOrder> orders, PhaseDurations phases) {
        long last = phases.storm().minus(TOO_LATE).toNanos();
        SortedMap<String, PlannedOrder> early = new TreeMap<>(orders);
        early.values().removeIf(order -> order.intended() > last);
        return early;
    }

    /** How many the judge may ask for. */
    long needed(Expectation expected) {
        return (long) Math.ceil(expected.ofDeliveries() ? expected.atLeast() * deliveriesMax : expected.atLeast());
    }

    /** How many will come to pass, 19 times in 20. */
    long countedOn(String kind) {
        long decided = early.getOrDefault(kind, 0L);
        double met = SELDOM_MET.contains(kind) ? CRASH_OR_REORDER_MET : MET;
        double spread = Math.sqrt(decided * met * (1 - met));
        return (long) Math.max(0, Math.floor(decided * met - DEVIATIONS * spread));
    }

    /** The first expectation that cannot be met; situations are only counted, never planned. */
    private Optional<Expectation> shortOf(Scenario scenario) {
        return scenario.demands().expects().stream()
                .filter(e -> FaultSpec.KINDS.contains(e.what()))
                .filter(e -> countedOn(e.what()) < needed(e))
                .findFirst();
    }

    /**
     * Says no to a run that is too short for what its scenario expects.
     *
     * @param storm what decided the storm's length, in words
     * @throws BadInputException with the length that it needs
     */
    void requireEnough(Scenario scenario, long seed, String storm) {
        shortOf(scenario).ifPresent(e -> {
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
        long known = scenario.phases().storm().toSeconds();
        long enough = Math.max(1, known);
        while (!enough(scenario, seed, enough)) {
            if (enough >= STORM_MAX_SECONDS) {
                return "no storm up to " + STORM_MAX_SECONDS + "s plans so many";
            }
            known = enough;
            enough = Math.min(STORM_MAX_SECONDS, enough * 2);
        }
        while (enough - known > 1) {
            long middle = (known + enough) / 2;
            if (enough(scenario, seed, middle)) {
                enough = middle;
            } else {
                known = middle;
            }
        }
        return "needs at least " + enough + "s";
    }

    private static boolean enough(Scenario scenario, long seed, long seconds) {
        PhaseDurations phases = scenario.phases();
        Scenario longer =
                scenario.with(new PhaseDurations(phases.warmUp(), Duration.ofSeconds(seconds), phases.drain()));
        return of(longer, seed).shortOf(longer).isEmpty();
    }

    /** The decisions by kind, most first. */
    public List<Map.Entry<String, Long>> mostFirst() {
        return decisions.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }
}
