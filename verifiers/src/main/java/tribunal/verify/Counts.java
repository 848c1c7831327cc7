package tribunal.verify;

import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;

/** How much there was of everything. */
final class Counts {
    private Counts() {}

    static SortedMap<String, Long> of(Evidence evidence) {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put(
                "orders",
                evidence.orders().values().stream()
                        .filter(o -> !o.versions().isEmpty())
                        .count());
        counts.put("events", (long) evidence.events().size());
        counts.put("deliveries", deliveries(evidence));
        counts.put("versions", (long) evidence.all(Committed.class).size());
        counts.put("updates", (long) evidence.all(UpdateReceived.class).size());
        counts.put("operations", (long) evidence.operations().size());
        counts.put(
                "indeterminate",
                evidence.operations().stream()
                        .filter(o -> o.outcome() == Outcome.INDETERMINATE)
                        .count());
        counts.put("attempts", (long) evidence.all(HandedOver.class).size());
        return counts;
    }

    /** Recorded events, each for every function that is to have it. */
    static long deliveries(Evidence evidence) {
        return evidence.deliveries().all().stream()
                .filter(d -> d.recorded().isPresent())
                .count();
    }
}
