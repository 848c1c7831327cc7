package tribunal.verify;

import java.util.List;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.Troubles.Window;

/**
 * The segment {@code fan-out}: from an order version's commit to the first update that shows it or a newer one, for each
 * subscription live at the commit.
 */
final class FanOut {
    private FanOut() {}

    /** How the moment at which a version is shown is told from the updates. */
    private interface Sight {
        void record(List<Committed> versions, List<UpdateReceived> updates, Stopwatch stopwatch);
    }

    /** Until the first update that shows it or a newer one. */
    static void measure(Evidence evidence, Stopwatch stopwatch) {
        measure(evidence, FanOut::record, stopwatch);
    }

    /** The same without the versions that were committed in one of these windows. */
    static void first(Evidence evidence, List<Window> leftOut, Stopwatch stopwatch) {
        measure(evidence, sight(FanOut::record, leftOut), stopwatch);
    }

    /** Until the first update from which on all show it or a newer one. */
    static void stable(Evidence evidence, List<Window> leftOut, Stopwatch stopwatch) {
        measure(evidence, sight(FanOut::recordStable, leftOut), stopwatch);
    }

    /** Versions that were committed in one of the windows are left out. */
    private static Sight sight(Sight all, List<Window> leftOut) {
        return (versions, updates, stopwatch) -> all.record(
                versions.stream()
                        .filter(c -> !Troubles.touches(leftOut, c.at(), c.at()))
                        .toList(),
                updates,
                stopwatch);
    }

    private static void measure(Evidence evidence, Sight sight, Stopwatch stopwatch) {
        for (SubscriptionEvidence subscription : evidence.subscriptions()) {
            long from = subscription.subscribed().at();
            long to = subscription.ended().orElse(Long.MAX_VALUE);
            subscription.updates().forEach((id, updates) -> {
                OrderEvidence order = evidence.orders().get(id);
                if (order != null && evidence.inStorm(order)) {
                    List<Committed> live = order.versions().stream()
                            .filter(c -> from <= c.at() && c.at() < to)
                            .toList();
                    sight.record(live, updates, stopwatch);
                }
            });
        }
    }

    private static void record(List<Committed> versions, List<UpdateReceived> updates, Stopwatch stopwatch) {
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

    private static void recordStable(List<Committed> versions, List<UpdateReceived> updates, Stopwatch stopwatch) {
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
