package tribunal.verify;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.Troubles.Window;

/**
 * The segment {@code fan-out}: from an order version's commit to the first update that shows it or a newer one, for each
 * subscription live at the commit. Since when one is live that nobody asked for, nobody knows.
 */
final class FanOut {
    private FanOut() {}

    /** How the moment at which a version is shown is told from the updates. */
    private interface Sight {
        void record(List<Committed> versions, List<UpdateReceived> updates, Histogram nanos);
    }

    /** Until the first update that shows it or a newer one. Versions that were committed in one of the windows are left out. */
    static void measure(Evidence evidence, List<Window> leftOut, Histogram nanos) {
        measure(evidence, sight(FanOut::record, leftOut), nanos);
    }

    /** Until the first update from which on all show it or a newer one. */
    static void measureStable(Evidence evidence, List<Window> leftOut, Histogram nanos) {
        measure(evidence, sight(FanOut::recordStable, leftOut), nanos);
    }

    private static Sight sight(Sight all, List<Window> leftOut) {
        return (versions, updates, nanos) -> all.record(
                versions.stream()
                        .filter(c -> !Troubles.touches(leftOut, c.at(), c.at()))
                        .toList(),
                updates,
                nanos);
    }

    private static void measure(Evidence evidence, Sight sight, Histogram nanos) {
        for (Updates updates : evidence.updates()) {
            if (!updates.subscription().isUnasked()) {
                updates.ofOrders()
                        .forEach((id, its) -> Optional.ofNullable(
                                        evidence.orders().get(id))
                                .filter(evidence::inStorm)
                                .ifPresent(order -> sight.record(live(order, updates.subscription()), its, nanos)));
            }
        }
    }

    private static List<Committed> live(OrderEvidence order, SubscriptionEvidence subscription) {
        return order.versions().stream()
                .filter(c -> subscription.liveAt(c.at()))
                .toList();
    }

    private static void record(List<Committed> versions, List<UpdateReceived> updates, Histogram nanos) {
        int next = 0;
        for (Committed c : versions) {
            while (next < updates.size() && updates.get(next).version() < c.version()) {
                next++;
            }
            if (next < updates.size()) {
                nanos.recordValue(Math.max(0, updates.get(next).at() - c.at()));
            }
        }
    }

    private static void recordStable(List<Committed> versions, List<UpdateReceived> updates, Histogram nanos) {
        for (Committed c : versions) {
            int first = updates.size();
            while (first > 0 && updates.get(first - 1).version() >= c.version()) {
                first--;
            }
            if (first < updates.size()) {
                nanos.recordValue(Math.max(0, updates.get(first).at() - c.at()));
            }
        }
    }
}
