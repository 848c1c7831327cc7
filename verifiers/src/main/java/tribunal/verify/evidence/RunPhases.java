package tribunal.verify.evidence;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;

/**
 * The phases of a run, as the harness recorded them. Times are in nanoseconds since the run's origin.
 *
 * @param end when the harness stopped waiting; empty if the history was cut short
 * @param last time of the last entry
 */
public record RunPhases(Map<Phase, Long> beginnings, Optional<String> canary, Optional<Long> end, long last) {
    static RunPhases of(EntriesByKind kinds, long last) {
        Map<Phase, Long> phases = new EnumMap<>(Phase.class);
        kinds.all(PhaseStarted.class).forEach(p -> phases.putIfAbsent(p.phase(), p.at()));
        Optional<Long> end = kinds.first(Drained.class)
                .map(Drained::at)
                .or(() -> kinds.first(NotDrained.class).map(NotDrained::at));
        return new RunPhases(phases, kinds.first(CanaryStarted.class).map(CanaryStarted::entity), end, last);
    }

    public boolean isCanary(String entity) {
        return canary.isPresent() && canary.get().equals(entity);
    }

    public Optional<Long> started(Phase phase) {
        return Optional.ofNullable(beginnings.get(phase));
    }
}
