package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.Outage;
import tribunal.history.Requirements;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.QuantityFormat;

/**
 * A script: traffic, what goes wrong, and what is demanded.
 *
 * @param name of the catalogue, or of a user's own
 * @param promise what a green verdict means, in a sentence
 * @param swarm faults by lot, not yet drawn
 * @param nodes how many processes the app runs in
 * @param app settings of the app that differ from its defaults
 * @param outages faults of nodes, store and subscribers' lines; so far simulation alone has them
 */
public record Scenario(
        String name,
        String promise,
        PhaseDurations phases,
        TrafficProfile traffic,
        FaultRules faults,
        Optional<SwarmSettings> swarm,
        Optional<ChaosMonkeySettings> chaosMonkey,
        ThirdPartyBehaviour thirdParties,
        int nodes,
        AppSettings app,
        List<Outage> outages,
        Requirements demands) {
    /** So many processes of the app at most. */
    public static final int NODES_MAX = 4;

    public Scenario {
        outages = List.copyOf(outages);
    }

    /**
     * Whether nothing goes wrong but outages of which the history records from when to when they last. In simulation such a scenario's
     * calls all take their usual times, and what waits between outages is judged.
     */
    public boolean isExact() {
        return faults.rules().isEmpty()
                && swarm.isEmpty()
                && chaosMonkey.isEmpty()
                && outages.stream().allMatch(outage -> outage.kind().isRecorded());
    }

    public Scenario with(PhaseDurations other) {
        return new Scenario(
                name, promise, other, traffic, faults, swarm, chaosMonkey, thirdParties, nodes, app, outages, demands);
    }

    public Scenario with(TrafficProfile other) {
        return new Scenario(
                name, promise, phases, other, faults, swarm, chaosMonkey, thirdParties, nodes, app, outages, demands);
    }

    public Scenario with(Requirements other) {
        return new Scenario(
                name, promise, phases, traffic, faults, swarm, chaosMonkey, thirdParties, nodes, app, outages, other);
    }

    /**
     * With settings of the app changed besides.
     *
     * @throws BadInputException if a function is to hang for less time than the app would wait for it
     */
    public Scenario with(AppSettings others) {
        hangingLongEnough(name, faults.rules(), app.with(others));
        return new Scenario(
                name,
                promise,
                phases,
                traffic,
                faults,
                swarm,
                chaosMonkey,
                thirdParties,
                nodes,
                app.with(others),
                outages,
                demands);
    }

    /** Faults, demands and the app's settings go together: without the faults and settings nothing that is demanded would occur. */
    public Scenario withFaultsOf(Scenario other) {
        Requirements both = other.demands.withBudgetsOf(demands);
        return new Scenario(
                name,
                promise,
                phases,
                traffic,
                other.faults,
                other.swarm,
                other.chaosMonkey,
                thirdParties,
                nodes,
                other.app,
                other.outages,
                both);
    }

    /** With its lots drawn; the same if it has none. What is left out is not expected either. */
    public Scenario drawn(long seed) {
        return swarm.map(lots -> drawn(lots.drawn(seed, faults.injuries()), lots.drawn(seed, outages)))
                .orElse(this);
    }

    private Scenario drawn(FaultRules lots, List<Outage> outagesDrawn) {
        Set<String> kinds =
                lots.rules().stream().map(rule -> rule.harm().kind()).collect(Collectors.toSet());
        Requirements less = new Requirements(
                demands.judges(),
                demands.expects().stream()
                        .filter(e -> kinds.contains(e.what()) || !FaultSpec.KINDS.contains(e.what()))
                        .toList(),
                demands.budgets(),
                demands.relativeBudgets());
        return new Scenario(
                name,
                promise,
                phases,
                traffic,
                lots,
                Optional.empty(),
                chaosMonkey,
                thirdParties,
                nodes,
                app,
                outagesDrawn,
                less);
    }

    /** With so many couriers. */
    public Scenario withCouriers(int count) {
        ThirdPartyBehaviour few = new ThirdPartyBehaviour(
                thirdParties.refuse(), thirdParties.decline(), count, thirdParties.rideMin(), thirdParties.rideMax());
        return new Scenario(
                name, promise, phases, traffic, faults, swarm, chaosMonkey, few, nodes, app, outages, demands);
    }

    /**
     * So small that thousands can be simulated: about so many orders, placed over a storm of that length, few of them
     * beforehand. Functions that run few at a time run fewer. What must occur how often is not asked of a single one.
     */
    public Scenario small(int orders, Duration storm) {
        Duration warmUp = storm.dividedBy(50);
        double rate = orders / (storm.plus(warmUp).toNanos() / 1e9);
        Requirements modest = new Requirements(demands.judges(), List.of(), List.of());
        TrafficProfile few = new TrafficProfile(
                rate,
                rate,
                traffic.ordersPerCustomer(),
                traffic.journeys(),
                traffic.extras(),
                traffic.reconnects(),
                traffic.stay(),
                Math.min(traffic.boards(), 1),
                traffic.redrive());
        return new Scenario(
                name,
                promise,
                new PhaseDurations(warmUp, storm, phases.drain()),
                few,
                faults,
                swarm,
                Optional.empty(),
                thirdParties,
                nodes,
                app.fewer(rate / traffic.ratePerSecond()),
                outages,
                modest);
    }

    /**
     * A function that hangs is one that the app no longer waits for.
     *
     * @param where what the message begins with
     * @throws BadInputException if one hangs no longer than the app waits
     */
    public static List<FaultRule> hangingLongEnough(String where, List<FaultRule> rules, AppSettings app) {
        for (FaultRule rule : rules) {
            if (rule.harm() instanceof FaultSpec.Hang hang && hang.min().compareTo(app.deliveryTimeout()) <= 0) {
                throw new BadInputException("%s: hang by %s: expected a time above the app's delivery-timeout of %s"
                        .formatted(where, QuantityFormat.time(hang.min()), QuantityFormat.time(app.deliveryTimeout())));
            }
        }
        return rules;
    }
}
