package tribunal.verify.evidence;

import java.util.HashMap;
import java.util.Map;
import tribunal.history.ChannelEntry.HandedOver;

/**
 * Records when each function last received the first attempt of a delivery. A function that still receives new
 * deliveries is working through a backlog, so its waiting deliveries are not lost.
 */
public final class BacklogProgress {
    private final Map<String, Long> lastByFunction = new HashMap<>();
    private final Map<String, Long> latestDueByFunction = new HashMap<>();

    public void add(PartitionEvidence partition) {
        for (HandedOver handedOver : partition.all(HandedOver.class)) {
            if (handedOver.attempt() == 1) {
                lastByFunction.merge(handedOver.function(), handedOver.at(), Math::max);
                latestDueByFunction.merge(handedOver.function(), handedOver.due(), Math::max);
            }
        }
    }

    /**
     * Whether a delivery may still be waiting in the function's backlog: the function received a new delivery after
     * {@code after}, and no new delivery that was due after {@code dueBy}. Deliveries are claimed by due time, so a
     * delivery that later ones have overtaken is not waiting. Times are in nanoseconds since the run's origin.
     */
    public boolean isBacklog(String function, long after, long dueBy) {
        return lastByFunction.getOrDefault(function, Long.MIN_VALUE) > after
                && latestDueByFunction.getOrDefault(function, Long.MIN_VALUE) <= dueBy;
    }

    /** Whether any function received a new delivery after this time. */
    public boolean anyAfter(long time) {
        return lastByFunction.values().stream().anyMatch(last -> last > time);
    }
}
