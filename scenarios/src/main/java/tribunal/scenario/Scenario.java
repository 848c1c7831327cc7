package tribunal.scenario;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tribunal.fault.Faults;
import tribunal.history.Demands;

/**
 * A script: traffic, what goes wrong, and what is demanded.
 *
 * @param name of the catalogue, or of a user's own
 * @param promise what a green verdict means, in a sentence
 * @param swarm faults by lot, not yet drawn
 * @param nodes how many processes the app runs in
 */
public record Scenario(
        String name,
        String promise,
        Phases phases,
        Traffic traffic,
        Faults faults,
        Optional<Swarm> swarm,
        Optional<ChaosMonkey> chaosMonkey,
        ThirdParties thirdParties,
        int nodes,
        Demands demands) {
    Scenario with(Phases other) {
        return new Scenario(name, promise, other, traffic, faults, swarm, chaosMonkey, thirdParties, nodes, demands);
    }

    Scenario with(Traffic other) {
        return new Scenario(name, promise, phases, other, faults, swarm, chaosMonkey, thirdParties, nodes, demands);
    }

    /** Faults and demands go together: a scenario without its faults cannot demand that they occurred. */
    Scenario withFaultsOf(Scenario other) {
        Demands both = new Demands(other.demands.judges(), other.demands.expects(), demands.budgets());
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
                both);
    }

    /** With its lots drawn; the same if it has none. What is left out is not expected either. */
    public Scenario drawn(long seed) {
        return swarm.map(lots -> drawn(lots.drawn(seed, faults.injuries()))).orElse(this);
    }

    private Scenario drawn(Faults lots) {
        Set<String> kinds =
                lots.rules().stream().map(rule -> FaultRules.kind(rule.harm())).collect(Collectors.toSet());
        Demands less = new Demands(
                demands.judges(),
                demands.expects().stream()
                        .filter(e -> kinds.contains(e.what()) || !FaultRules.KINDS.contains(e.what()))
                        .toList(),
                demands.budgets());
        return new Scenario(
                name, promise, phases, traffic, lots, Optional.empty(), chaosMonkey, thirdParties, nodes, less);
    }
}
