package tribunal.simulation.decision;

import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import tribunal.fault.plan.FateDecider;
import tribunal.simulation.decision.Decision.AttemptFate;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.CallLatency;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedThread;

/** Records the used decisions of another source, in the order of their use. Replaying the record gives the same run. */
public record RecordingDecisions(DecisionSource source, SequencedSet<Decision> recorded) implements DecisionSource {
    @Override
    public boolean isPlaced(String order) {
        return source.isPlaced(order);
    }

    @Override
    public FateDecider fates() {
        FateDecider fates = source.fates();
        return attempt -> {
            Optional<FateDecider.DecidedFate> decision = fates.decide(attempt);
            decision.ifPresent(d -> recorded.add(new AttemptFate(attempt, d.rule(), d.fate())));
            return decision;
        };
    }

    @Override
    public SchedulingStrategy schedulingStrategy() {
        SchedulingStrategy strategy = source.schedulingStrategy();
        return (thread, call, typical) -> {
            long nanos = strategy.nanos(thread, call, typical);
            if (nanos != typical) {
                recorded.add(new CallLatency(thread.name(), call, nanos));
            }
            return nanos;
        };
    }

    @Override
    public List<ScheduledOutage> outages() {
        recorded.addAll(source.outages());
        return source.outages();
    }

    @Override
    public Optional<CallFault> callFault(SimulatedThread thread, int call) {
        Optional<CallFault> fault = source.callFault(thread, call);
        fault.ifPresent(recorded::add);
        return fault;
    }
}
