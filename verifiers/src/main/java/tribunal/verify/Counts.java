package tribunal.verify;

import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;

/** How much there was of everything. */
final class Counts {
    private final SortedMap<String, Long> counts = new TreeMap<>();

    void add(Evidence evidence) {
        count(
                "orders",
                evidence.orders().values().stream()
                        .filter(o -> !o.versions().isEmpty())
                        .count());
        count("events", evidence.events().size());
        count("deliveries", deliveries(evidence));
        count("versions", evidence.all(Committed.class).size());
        count("updates", evidence.all(UpdateReceived.class).size());
        count("operations", evidence.operations().size());
        count(
                "indeterminate",
                evidence.operations().stream()
                        .filter(o -> o.outcome() == Outcome.INDETERMINATE)
                        .count());
        count("attempts", evidence.all(HandedOver.class).size());
    }

    private void count(String what, long n) {
        counts.merge(what, n, Long::sum);
    }

    SortedMap<String, Long> counts() {
        return counts;
    }

    /** Recorded events, each for every function that is to have it. */
    static long deliveries(Evidence evidence) {
        return evidence.deliveries().all().stream()
                .filter(d -> d.recorded().isPresent())
                .count();
    }
}
