package tribunal.scenario;

import java.util.List;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.Outage;
import tribunal.history.KeyedRandom;

/**
 * Random faults: for each seed a random subset of the candidates, each with a random ratio. Leaving out whole kinds
 * finds more, since one fault can hide another (Groce and others, "Swarm testing", 2012). At least one candidate takes
 * part. Its ratio is drawn between a quarter of the one in the file and all of it.
 */
public record SwarmSettings(
        @ScenarioKey("how likely each candidate takes part") double share,

        @ScenarioKey(value = "what may go wrong; each ratio is the most that is drawn", min = "1")
        List<FaultRule> candidates) {
    private static final double LEAST = 0.25;

    public SwarmSettings {
        candidates = FaultRule.named("candidates", candidates);
    }

    /** Returns the faults of a seed. The result depends only on the arguments. */
    FaultRules drawn(long seed, int faultsPerDelivery) {
        KeyedRandom draw = new KeyedRandom(seed);
        List<FaultRule> taken = candidates.stream()
                .filter(rule -> draw.fraction("swarm/" + rule.name()) < share)
                .toList();
        if (taken.isEmpty()) {
            taken = List.of(candidates.get(draw.between("swarm", 0, candidates.size() - 1)));
        }
        return new FaultRules(
                faultsPerDelivery,
                taken.stream()
                        .map(rule -> rule.with(rule.name(), rule.ratio() * factor(draw, rule.name())))
                        .toList());
    }

    List<Outage> drawn(long seed, List<Outage> outages) {
        KeyedRandom draw = new KeyedRandom(seed);
        return outages.stream()
                .filter(o -> draw.fraction("swarm/" + o.kind().label()) < share)
                .map(o -> o.withRatioTimes(factor(draw, o.kind().label())))
                .toList();
    }

    private static double factor(KeyedRandom draw, String name) {
        return LEAST + (1 - LEAST) * draw.fraction("swarm ratio/" + name);
    }
}
