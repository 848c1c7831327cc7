package tribunal.verify.measure;

import java.util.List;
import java.util.function.Function;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.LatencySink;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;

/**
 * Measures the segment {@code fan-out}: from the commit of an entity's version to the first update that shows it or a
 * newer one, for each subscription live at the commit. Subscriptions that no client requested are left out: their
 * beginning is unknown.
 */
public final class FanOutLatency {
    private FanOutLatency() {}

    /**
     * Measures the versions of an entity against the updates of one subscription, by its own rule of which update
     * counts.
     */
    private interface VersionMeasurement {
        void measure(List<Committed> versions, List<UpdateReceived> updates, LatencySink latencies);
    }

    /** Measures each version until the first update that shows it or a newer one. */
    public static void measure(PartitionEvidence evidence, LatencySink latencies) {
        measure(evidence, FanOutLatency::first, _ -> latencies);
    }

    /** Measures each version until the first update that shows it or a newer one, with a receiver for each subscription. */
    static void measureBySubscription(
            PartitionEvidence evidence, Function<SubscriptionEvidence, LatencySink> latencies) {
        measure(evidence, FanOutLatency::first, latencies);
    }

    /** Measures each version until the first update from which on all updates show it or a newer one. */
    static void measureStable(PartitionEvidence evidence, Function<SubscriptionEvidence, LatencySink> latencies) {
        measure(evidence, FanOutLatency::stable, latencies);
    }

    private static void measure(
            PartitionEvidence evidence,
            VersionMeasurement rule,
            Function<SubscriptionEvidence, LatencySink> latencies) {
        for (SubscriptionUpdates updates : evidence.updates()) {
            if (!updates.subscription().isUnrequested()) {
                updates.byEntity()
                        .forEach((id, entityUpdates) -> evidence.entity(id)
                                .filter(evidence::inStorm)
                                .ifPresent(entity -> rule.measure(
                                        committedWhileLive(entity, updates.subscription()),
                                        entityUpdates,
                                        latencies.apply(updates.subscription()))));
            }
        }
    }

    private static List<Committed> committedWhileLive(EntityEvidence entity, SubscriptionEvidence subscription) {
        return entity.versions().stream()
                .filter(c -> subscription.isLiveAt(c.at()))
                .toList();
    }

    private static void first(List<Committed> versions, List<UpdateReceived> updates, LatencySink latencies) {
        int next = 0;
        for (Committed c : versions) {
            while (next < updates.size() && updates.get(next).version() < c.version()) {
                next++;
            }
            if (next < updates.size()) {
                latencies.record(c.at(), updates.get(next).at());
            }
        }
    }

    private static void stable(List<Committed> versions, List<UpdateReceived> updates, LatencySink latencies) {
        for (Committed c : versions) {
            int first = updates.size();
            while (first > 0 && updates.get(first - 1).version() >= c.version()) {
                first--;
            }
            if (first < updates.size()) {
                latencies.record(c.at(), updates.get(first).at());
            }
        }
    }
}
