package tribunal.run.simulate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tribunal.history.KeyedRandom;
import tribunal.scenario.Scenario;

/** Checks that many seeds together have had all faults and situations that their scenario configures or expects. */
final class BatchCoverage {
    private BatchCoverage() {}

    /**
     * Names of faults and situations that never happened, without Chaos Monkey, which exists only in real processes.
     */
    static List<String> never(Scenario scenario, BatchResult result) {
        Set<String> wanted = new LinkedHashSet<>();
        Stream.concat(
                        scenario.faults().rules().stream(),
                        scenario.swarm().stream().flatMap(swarm -> swarm.candidates().stream()))
                .map(rule -> rule.spec().fate(new KeyedRandom(0), "").kind())
                .forEach(wanted::add);
        scenario.outages().forEach(outage -> wanted.add(outage.kind().label()));
        scenario.demands().expects().forEach(e -> wanted.add(e.what()));
        wanted.remove("chaos-monkey");
        return wanted.stream()
                .filter(what -> result.faults().getOrDefault(what, 0L) == 0)
                .filter(what -> result.situations().getOrDefault(what, 0L) == 0)
                .toList();
    }
}
