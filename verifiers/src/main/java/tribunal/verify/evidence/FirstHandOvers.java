package tribunal.verify.evidence;

import java.util.HashMap;
import java.util.Map;
import tribunal.history.ChannelEntry.HandedOver;

/**
 * When each function was last handed a delivery for the first time. A function that still gets new deliveries is working off
 * a backlog: what waits there is not lost.
 */
public final class FirstHandOvers {
    private final Map<String, Long> lastByFunction = new HashMap<>();
    private final Map<String, Long> latestDueByFunction = new HashMap<>();

    public void add(PartitionEvidence part) {
        for (HandedOver handedOver : part.all(HandedOver.class)) {
            if (handedOver.attempt() == 1) {
                lastByFunction.merge(handedOver.function(), handedOver.at(), Math::max);
                latestDueByFunction.merge(handedOver.function(), handedOver.due(), Math::max);
            }
        }
    }

    /**
     * Whether that function got a new delivery after this time, and none that became due after that one: what is due first is
     * claimed first, so a delivery that others have passed is not waiting for its turn. In nanoseconds since the run's origin.
     */
    public boolean isBacklog(String function, long after, long dueBy) {
        return lastByFunction.getOrDefault(function, Long.MIN_VALUE) > after
                && latestDueByFunction.getOrDefault(function, Long.MIN_VALUE) <= dueBy;
    }

    /** Whether any function did. */
    public boolean anyAfter(long time) {
        return lastByFunction.values().stream().anyMatch(last -> last > time);
    }
}
