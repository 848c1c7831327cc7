package tribunal.verify.measure;

import java.util.List;
import java.util.Optional;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.LatencySink;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;

/**
 * The segment {@code fan-out}: from an order version's commit to the first update that shows it or a newer one, for each
 * subscription live at the commit. Since when one is live that nobody asked for, nobody knows.
 */
public final class FanOutLatency {
    private FanOutLatency() {}

    /** How the moment at which a version is shown is told from the updates. */
    private interface Sight {
        void measure(List<Committed> versions, List<UpdateReceived> updates, LatencySink stopwatch);
    }

    /** Until the first update that shows it or a newer one. */
    public static void measure(PartitionEvidence evidence, LatencySink stopwatch) {
        measure(evidence, FanOutLatency::first, stopwatch);
    }

    /** Until the first update from which on all show it or a newer one. */
    static void measureStable(PartitionEvidence evidence, LatencySink stopwatch) {
        measure(evidence, FanOutLatency::stable, stopwatch);
    }

    private static void measure(PartitionEvidence evidence, Sight sight, LatencySink stopwatch) {
        for (SubscriptionUpdates updates : evidence.updates()) {
            if (!updates.subscription().isUnasked()) {
                updates.ofOrders()
                        .forEach((id, its) -> Optional.ofNullable(
                                        evidence.orders().get(id))
                                .filter(evidence::inStorm)
                                .ifPresent(
                                        order -> sight.measure(live(order, updates.subscription()), its, stopwatch)));
            }
        }
    }

    private static List<Committed> live(OrderEvidence order, SubscriptionEvidence subscription) {
        return order.versions().stream()
                .filter(c -> subscription.liveAt(c.at()))
                .toList();
    }

    private static void first(List<Committed> versions, List<UpdateReceived> updates, LatencySink stopwatch) {
        int next = 0;
        for (Committed c : versions) {
            while (next < updates.size() && updates.get(next).version() < c.version()) {
                next++;
            }
            if (next < updates.size()) {
                stopwatch.took(c.at(), updates.get(next).at());
            }
        }
    }

    private static void stable(List<Committed> versions, List<UpdateReceived> updates, LatencySink stopwatch) {
        for (Committed c : versions) {
            int first = updates.size();
            while (first > 0 && updates.get(first - 1).version() >= c.version()) {
                first--;
            }
            if (first < updates.size()) {
                stopwatch.took(c.at(), updates.get(first).at());
            }
        }
    }
}
