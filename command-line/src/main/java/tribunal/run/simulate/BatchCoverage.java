package tribunal.run.simulate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tribunal.history.KeyedRandom;
import tribunal.scenario.Scenario;

/** What a scenario asks for, and many seeds together must have had: its faults, and what it expects. */
final class BatchCoverage {
    private BatchCoverage() {}

    /** What never happened, by name. Chaos Monkey lives in real processes alone. */
    static List<String> never(Scenario scenario, BatchResult tally) {
        Set<String> wanted = new LinkedHashSet<>();
        Stream.concat(
                        scenario.faults().rules().stream(),
                        scenario.swarm().stream().flatMap(swarm -> swarm.candidates().stream()))
                .map(rule -> rule.harm().fate(new KeyedRandom(0), "").kind())
                .forEach(wanted::add);
        scenario.outages().forEach(outage -> wanted.add(outage.kind().label()));
        scenario.demands().expects().forEach(e -> wanted.add(e.what()));
        wanted.remove("chaos-monkey");
        return wanted.stream()
                .filter(what -> tally.faults().getOrDefault(what, 0L) == 0)
                .filter(what -> tally.situations().getOrDefault(what, 0L) == 0)
                .toList();
    }
}
