package tribunal.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.Outage;
import tribunal.history.KeyedRandom;

/**
 * Faults by lot: per seed a random subset of the candidates, each with a random ratio. Whole kinds are left out on purpose,
 * since faults can hide each other (Groce and others, "Swarm testing", 2012).
 *
 * @param share how likely each candidate takes part, 0 to 1; one at least always does
 * @param candidates their ratios are the most that is drawn; the least is a quarter of it
 */
public record SwarmSettings(double share, List<FaultRule> candidates) {
    private static final double LEAST = 0.25;

    public SwarmSettings {
        candidates = List.copyOf(candidates);
    }

    /** What goes wrong with this seed: a pure function of it. */
    FaultRules drawn(long seed, int injuries) {
        KeyedRandom draw = new KeyedRandom(seed);
        Set<FaultRule> taken = new LinkedHashSet<>();
        candidates.stream()
                .filter(rule -> draw.of("swarm/" + rule.name()) < share)
                .forEach(taken::add);
        if (taken.isEmpty()) {
            taken.add(candidates.get(draw.between("swarm", 0, candidates.size() - 1)));
        }
        return new FaultRules(
                injuries, taken.stream().map(rule -> tuned(rule, draw)).toList());
    }

    /** What befalls nodes, store and lines with this seed. */
    List<Outage> drawn(long seed, List<Outage> outages) {
        KeyedRandom draw = new KeyedRandom(seed);
        return outages.stream()
                .filter(o -> draw.of("swarm/" + o.kind().label()) < share)
                .map(o -> o.rarer(
                        LEAST + (1 - LEAST) * draw.of("swarm ratio/" + o.kind().label())))
                .toList();
    }

    private static FaultRule tuned(FaultRule rule, KeyedRandom draw) {
        double ratio = rule.ratio() * (LEAST + (1 - LEAST) * draw.of("swarm ratio/" + rule.name()));
        return new FaultRule(rule.name(), ratio, rule.function(), rule.eventType(), rule.journey(), rule.harm());
    }
}
