package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tribunal.fault.Plan;
import tribunal.fault.PlannedEvent;
import tribunal.fault.PlannedOrder;
import tribunal.history.Demands.Expectation;

/**
 * What is known of a run's faults before it: decisions over the happy-path deliveries of all orders of the storm, of cancelled
 * ones over those of their first event.
 *
 * @param decisions how many attempts each kind of fault is decided for; kinds without any are absent
 * @param deliveries how many deliveries those are of
 */
public record PlannedFaults(SortedMap<String, Long> decisions, long deliveries) {
    private static final long STORM_MAX_SECONDS = 600;

    /** So much of what is planned comes to pass at least: the rest is overtaken, or its order does not come so far. */
    private static final double MET_LEAST = 0.8;

    /** Those of a run; its lots are drawn. */
    public static PlannedFaults of(Scenario scenario, long seed) {
        SortedMap<String, PlannedOrder> orders = Schedule.of(scenario, seed).planned();
        List<PlannedEvent> way = PlannedEvent.happyPath(Catalogue.model());
        long first = way.getFirst().functions().size();
        long whole = way.stream().mapToLong(event -> event.functions().size()).sum();
        long deliveries = orders.values().stream()
                .filter(order -> order.intended() >= 0)
                .mapToLong(order -> order.journey().equals(Journey.CANCELS.label()) ? first : whole)
                .sum();
        return new PlannedFaults(new Plan(seed, scenario.faults(), orders).planned(way), deliveries);
    }

    long needed(Expectation expected) {
        return (long) Math.ceil(expected.ofDeliveries() ? expected.atLeast() * deliveries : expected.atLeast());
    }

    private long planned(Expectation expected) {
        return decisions.getOrDefault(expected.what(), 0L);
    }

    /** The first expectation that cannot be met; situations are only counted, never planned. */
    private Optional<Expectation> shortOf(Scenario scenario) {
        return scenario.demands().expects().stream()
                .filter(e -> FaultRules.KINDS.contains(e.what()))
                .filter(e -> planned(e) * MET_LEAST < needed(e))
                .findFirst();
    }

    /**
     * Says no to a run that is too short for what its scenario expects.
     *
     * @param storm what decided the storm's length, in words
     * @throws BadInput with the length that it needs
     */
    void requireEnough(Scenario scenario, long seed, String storm) {
        shortOf(scenario).ifPresent(e -> {
            throw new BadInput(
                    "%s is too short: expects %s %s, so %d of %d deliveries, but %d are planned, of which one in five may not come to pass: %s"
                            .formatted(
                                    storm,
                                    e.what(),
                                    e.ofDeliveries() ? Figure.ratio(e.atLeast()) : Figure.plain(e.atLeast()),
                                    needed(e),
                                    deliveries,
                                    planned(e),
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
        Phases phases = scenario.phases();
        Scenario longer = scenario.with(new Phases(phases.warmUp(), Duration.ofSeconds(seconds), phases.drain()));
        return of(longer, seed).shortOf(longer).isEmpty();
    }

    /** The decisions by kind, most first. */
    public List<Map.Entry<String, Long>> mostFirst() {
        return decisions.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }
}
