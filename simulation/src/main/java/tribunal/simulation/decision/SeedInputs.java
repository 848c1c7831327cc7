package tribunal.simulation.decision;

import foodcourt.defect.Defect;
import java.time.Duration;
import java.util.Optional;
import tribunal.history.IndexedRandom;
import tribunal.scenario.Scenario;

/** The inputs of a scenario's simulated runs, one for each seed; the scenario's random choices are not drawn yet. */
public record SeedInputs(Scenario scenario, Optional<Defect> defect) {
    /** Approximate number of orders for a seed: few enough to be fast, and enough to interfere. */
    static final int ORDERS = 20;

    /** Approximate number where waiting times are judged: twice as many, since orders must compete for slots. */
    static final int ORDERS_EXACT = 40;

    static final Duration STORM = Duration.ofSeconds(25);

    private static final long NODES = IndexedRandom.key("nodes");
    private static final long COURIERS = IndexedRandom.key("couriers");
    private static final double TWO_NODES = 0.55;
    private static final double THREE_NODES = 0.15;

    /** Share of seeds with few couriers, in scenarios that draw their faults at random. */
    private static final double SCARCE = 0.25;

    private static final int FEW_COURIERS = 2;

    public SimulationInput of(long seed) {
        IndexedRandom random = new IndexedRandom(seed);
        Scenario small = scenario.forSimulation(scenario.isExact() ? ORDERS_EXACT : ORDERS, STORM);
        Scenario varied = scenario.swarm().isPresent() && random.fraction(COURIERS, 0) < SCARCE
                ? small.withCouriers(FEW_COURIERS)
                : small;
        return new SimulationInput(varied.withDrawnFaults(seed), seed, nodes(random), defect, Optional.empty());
    }

    /** Returns the scenario's number of nodes; for a scenario with one node, draws one to three. */
    private int nodes(IndexedRandom random) {
        double draw = random.fraction(NODES, 0);
        int drawn = draw < THREE_NODES ? 3 : draw < THREE_NODES + TWO_NODES ? 2 : 1;
        return scenario.nodes() > 1 ? scenario.nodes() : drawn;
    }
}
