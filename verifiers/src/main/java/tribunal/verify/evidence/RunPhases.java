package tribunal.verify.evidence;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;

/**
 * How the run went, as the harness tells it.
 *
 * @param end when the harness stopped waiting; empty if the history was cut short
 * @param last when the last entry was made
 */
public record RunPhases(Map<Phase, Long> phases, Optional<String> canary, Optional<Long> end, long last) {
    static RunPhases of(EntriesByKind kinds, long last) {
        Map<Phase, Long> phases = new EnumMap<>(Phase.class);
        kinds.all(PhaseStarted.class).forEach(p -> phases.putIfAbsent(p.phase(), p.at()));
        Optional<Long> end = kinds.first(Drained.class)
                .<Entry>map(e -> e)
                .or(() -> kinds.first(NotDrained.class))
                .map(Entry::at);
        return new RunPhases(phases, kinds.first(CanaryPlaced.class).map(CanaryPlaced::order), end, last);
    }

    public boolean isCanary(String order) {
        return canary.isPresent() && canary.get().equals(order);
    }

    public Optional<Long> started(Phase phase) {
        return Optional.ofNullable(phases.get(phase));
    }
}
