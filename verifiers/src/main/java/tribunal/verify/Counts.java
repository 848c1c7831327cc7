package tribunal.verify;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Phase;

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
        counts.put("versions", evidence.history().all(Committed.class).count());
        counts.put("updates", evidence.history().all(UpdateReceived.class).count());
        counts.put("operations", (long) evidence.operations().size());
        counts.put(
                "indeterminate",
                evidence.operations().stream()
                        .filter(o -> o.outcome() == Outcome.INDETERMINATE)
                        .count());
        counts.put("attempts", evidence.history().all(HandedOver.class).count());
        return counts;
    }

    /** Recorded events, each for every function that is to have it. */
    static long deliveries(Evidence evidence) {
        return evidence.deliveries().values().stream()
                .filter(d -> d.recorded().isPresent())
                .count();
    }

    /** Those of orders placed in the storm: the ones that a fault could befall. All, if the run tells of no storm. */
    static long deliveriesInStorm(Evidence evidence) {
        Course course = evidence.course();
        long storm = course.started(Phase.STORM).orElse(Long.MIN_VALUE);
        return evidence.orders().values().stream()
                .filter(order -> !course.canary().equals(Optional.of(order.id())))
                .filter(order -> order.committed(1).filter(c -> c.at() >= storm).isPresent())
                .flatMap(order -> order.deliveries().stream())
                .filter(d -> d.recorded().isPresent())
                .count();
    }
}
