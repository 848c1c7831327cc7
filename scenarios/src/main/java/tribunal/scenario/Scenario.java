package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.Outage;
import tribunal.history.Demands;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.yaml.QuantityFormat;

/**
 * A script of a run: its traffic, its faults, and the guarantees and budgets that it demands.
 *
 * @param name the name in the catalogue, or of a user's own scenario
 * @param promise a sentence that says what a green verdict means
 * @param faults the faults of deliveries
 * @param swarm the random faults, until a seed draws them
 * @param nodes the number of processes of the app
 * @param app settings of the app that differ from its defaults
 * @param outages faults of nodes, database, connections and third parties; each mode leaves out what it cannot do
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
        Demands demands) {
    public static final int NODES_MAX = 4;

    /**
     * Whether the only faults are outages whose beginning and end the history records. In simulation all calls of
     * such a scenario take their usual times, and waiting between outages is judged.
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

    public Scenario with(Demands other) {
        return new Scenario(
                name, promise, phases, traffic, faults, swarm, chaosMonkey, thirdParties, nodes, app, outages, other);
    }

    private Scenario with(FaultRules rules, Optional<SwarmSettings> random, List<Outage> other) {
        return new Scenario(
                name, promise, phases, traffic, rules, random, chaosMonkey, thirdParties, nodes, app, other, demands);
    }

    private Scenario with(Optional<ChaosMonkeySettings> monkey, AppSettings other) {
        return new Scenario(
                name, promise, phases, traffic, faults, swarm, monkey, thirdParties, nodes, other, outages, demands);
    }

    public Scenario withCouriers(int count) {
        ThirdPartyBehaviour parties = new ThirdPartyBehaviour(
                thirdParties.refuse(), thirdParties.decline(), count, thirdParties.rideMin(), thirdParties.rideMax());
        return new Scenario(
                name, promise, phases, traffic, faults, swarm, chaosMonkey, parties, nodes, app, outages, demands);
    }

    /** Returns a copy with changed settings of the app; throws {@link BadInputException} if a fault does not fit. */
    public Scenario withAppSettings(AppSettings others) {
        return with(chaosMonkey, app.mergedWith(others)).requireFaultsFitTimeout(name);
    }

    /**
     * Returns a copy with the faults, the demands and the app's settings of another scenario. They belong together:
     * without the faults and settings, the expected situations would not occur.
     */
    public Scenario withFaultsOf(Scenario other) {
        return with(other.faults, other.swarm, other.outages)
                .with(other.chaosMonkey, other.app)
                .with(other.demands.withBudgetsOf(demands));
    }

    /**
     * Returns a copy whose random faults are drawn; this scenario if it has none. Faults that were not drawn are no
     * longer expected.
     */
    public Scenario withDrawnFaults(long seed) {
        return swarm.map(random -> with(
                                random.drawn(seed, faults.faultsPerDeliveryMax()),
                                Optional.empty(),
                                random.drawn(seed, outages))
                        .expectingItsFaults())
                .orElse(this);
    }

    private Scenario expectingItsFaults() {
        Set<String> kinds = Stream.concat(
                        faults.rules().stream().map(rule -> rule.spec().kind()),
                        outages.stream().map(outage -> outage.kind().label()))
                .collect(Collectors.toSet());
        return with(new Demands(
                demands.guarantees(),
                demands.expects().stream()
                        .filter(e -> kinds.contains(e.what()) || !isFault(e.what()))
                        .toList(),
                demands.budgets(),
                demands.relativeBudgets()));
    }

    private static boolean isFault(String what) {
        return FaultSpec.KINDS.containsKey(what) || Outage.Kind.ofLabel(what).isPresent();
    }

    /**
     * Returns a copy small enough to simulate thousands of it. A reduced concurrency of functions is reduced
     * further in proportion, and nothing is expected to occur, since that cannot be asked of a single run.
     *
     * @param orders the approximate number of orders; a few of them are placed in the warm-up
     * @param storm the length of the storm
     */
    public Scenario forSimulation(int orders, Duration storm) {
        Duration warmUp = storm.dividedBy(50);
        double rate = orders / (storm.plus(warmUp).toNanos() / 1e9);
        return with(new PhaseDurations(warmUp, storm, phases.drain()))
                .with(traffic.small(rate))
                .with(Optional.empty(), app.withScaledConcurrency(rate / traffic.ratePerSecond()))
                .with(new Demands(demands.guarantees(), List.of(), List.of()));
    }

    /**
     * Returns this scenario. Throws {@link BadInputException}, with a message that begins with {@code where}, if a hang
     * is not longer than the app waits for an answer, or a delay is not shorter.
     */
    public Scenario requireFaultsFitTimeout(String where) {
        faults.rules().forEach(rule -> requireFaultsFitTimeout(where, rule.spec()));
        swarm.ifPresent(random -> random.candidates().forEach(rule -> requireFaultsFitTimeout(where, rule.spec())));
        return this;
    }

    private void requireFaultsFitTimeout(String where, FaultSpec fault) {
        Duration timeout = app.deliveryTimeout();
        switch (fault) {
            case FaultSpec.Hang(Duration min, Duration _)
            when min.compareTo(timeout) <= 0 ->
                throw unfitting(where + ": hang by " + QuantityFormat.time(min), "above", timeout);
            case FaultSpec.Delay(Duration _, Duration max)
            when max.compareTo(timeout) >= 0 ->
                throw unfitting(where + ": delay by " + QuantityFormat.time(max), "below", timeout);
            default -> {}
        }
    }

    private static BadInputException unfitting(String fault, String side, Duration timeout) {
        return new BadInputException("%s: expected a time %s the app's delivery-timeout of %s"
                .formatted(fault, side, QuantityFormat.time(timeout)));
    }
}
