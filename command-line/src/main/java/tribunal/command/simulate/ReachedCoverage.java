package tribunal.command.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry;
import tribunal.history.DatabaseEntry;
import tribunal.history.History;

/**
 * The states that a simulated run has reached. They show whether a pass proves anything.
 *
 * @param faults number of faults that happened, by kind of fate
 * @param crashPoints number of crashes by {@code Function,point}
 * @param interleavings for each order, a hash of the order in which its functions began and its states were committed
 */
record ReachedCoverage(SortedMap<String, Long> faults, SortedMap<String, Long> crashPoints, List<Long> interleavings) {
    private static final long PRIME = 0x100000001b3L;

    static ReachedCoverage of(History history) {
        SortedMap<String, Long> faults = new TreeMap<>();
        SortedMap<String, Long> crashPoints = new TreeMap<>();
        Map<String, String> orders = new HashMap<>();
        Map<String, Long> interleavings = new HashMap<>();
        for (var entry : history.entries()) {
            switch (entry) {
                case ChannelEntry.FateMet met -> faults.merge(met.fate(), 1L, Long::sum);
                case ChannelEntry.AttemptEnded end
                when end.ending() == ChannelEntry.Ending.CRASHED ->
                    crashPoints.merge(end.function() + "," + end.point(), 1L, Long::sum);
                case DatabaseEntry.EventRecorded event -> orders.put(event.event(), event.entity());
                case DatabaseEntry.Committed version -> step(interleavings, version.entity(), version.state());
                case ChannelEntry.AttemptStarted begun
                when orders.containsKey(begun.event()) ->
                    step(interleavings, String.valueOf(orders.get(begun.event())), begun.function());
                default -> {}
            }
        }
        return new ReachedCoverage(faults, crashPoints, new ArrayList<>(interleavings.values()));
    }

    private static void step(Map<String, Long> interleavings, String order, String what) {
        interleavings.merge(order, (long) what.hashCode(), (hash, step) -> hash * PRIME + step);
    }
}
