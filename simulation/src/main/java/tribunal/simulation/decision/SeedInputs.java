package tribunal.simulation.decision;

import foodcourt.defect.Defect;
import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.Scenario;
import tribunal.simulation.time.SequentialRandom;

/**
 * The trials of one scenario, one for each seed.
 *
 * @param scenario its lots not yet drawn
 * @param defect the app's bug to switch on
 */
public record SeedInputs(Scenario scenario, Optional<Defect> defect) {
    /** About so many orders a seed: few enough to be fast, and enough to meet each other. */
    static final int ORDERS = 20;

    /** Twice as many where their waiting is judged: they must meet at slots. */
    static final int ORDERS_EXACT = 40;

    static final Duration STORM = Duration.ofSeconds(25);

    private static final long NODES = SequentialRandom.key("nodes");
    private static final long COURIERS = SequentialRandom.key("couriers");
    private static final double TWO_NODES = 0.55;
    private static final double THREE_NODES = 0.15;

    /** Where faults come by lot, one seed in so many finds couriers scarce. */
    private static final double SCARCE = 0.25;

    private static final int FEW = 2;

    /** The trial of a seed. */
    public SimulationInput of(long seed) {
        SequentialRandom chance = new SequentialRandom(seed);
        Scenario small = scenario.small(scenario.isExact() ? ORDERS_EXACT : ORDERS, STORM);
        Scenario found =
                scenario.swarm().isPresent() && chance.of(COURIERS, 0) < SCARCE ? small.withCouriers(FEW) : small;
        return new SimulationInput(found.drawn(seed), seed, nodes(chance), defect, Optional.empty());
    }

    /** As the scenario says, and where it says one, one to three. */
    private int nodes(SequentialRandom chance) {
        double draw = chance.of(NODES, 0);
        int drawn = draw < THREE_NODES ? 3 : draw < THREE_NODES + TWO_NODES ? 2 : 1;
        return scenario.nodes() > 1 ? scenario.nodes() : drawn;
    }
}
