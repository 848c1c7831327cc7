package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Events are polled in ascending order of ids behind a cursor, and ids are drawn before the commit, as sequences do. An
 * event that commits after a higher id was polled is never seen (kamu-cli#1398, eventuous#222). Delayed deliveries are
 * not polled this way.
 */
final class CursorSkipsLateCommit {
    private CursorSkipsLateCommit() {}

    static Ports of(Ports sound) {
        Cursors cursors = new Cursors(sound.threads().newMutex());
        WrappedTransactions numbering = new WrappedTransactions(sound.transactions(), tx -> new ForwardingTx(tx) {
            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                cursors.drawIds(event, deliveries);
                super.append(event, deliveries);
            }
        });
        return sound.withTransactions(numbering).withQueue(behindCursor(sound.queue(), cursors));
    }

    /** The ids of deliveries that were not polled yet, and the cursor of each function. */
    private static final class Cursors {
        private final Mutex mutex;
        private final Map<DeliveryId, Long> ids = new LinkedHashMap<>();
        private final Map<FunctionName, Long> polled = new TreeMap<>();
        private long lastId;

        Cursors(Mutex mutex) {
            this.mutex = mutex;
        }

        void drawIds(Event event, List<NewDelivery> deliveries) {
            mutex.locked(() -> {
                long id = ++lastId;
                deliveries.stream()
                        .filter(d -> d.notBefore().isZero())
                        .forEach(d -> ids.put(new DeliveryId(event.id(), d.function()), id));
                return id;
            });
        }

        /** The deliveries of a poll that the cursor has skipped. The cursor moves to the highest id of the poll. */
        List<Delivery> skipped(FunctionName function, List<Delivery> found) {
            return mutex.locked(() -> {
                long cursor = polled.getOrDefault(function, 0L);
                return found.stream().filter(d -> isSkipped(d, cursor)).toList();
            });
        }

        /**
         * Whether the cursor has skipped a delivery. Each id is checked once, since a retried delivery was seen before.
         */
        private boolean isSkipped(Delivery delivery, long cursor) {
            Long id = ids.remove(delivery.id());
            if (id != null) {
                polled.merge(delivery.id().function(), id, Math::max);
            }
            return id != null && id < cursor;
        }
    }

    private static DeliveryQueue behindCursor(DeliveryQueue sound, Cursors cursors) {
        return new ForwardingQueue(sound) {
            /** Leases the skipped deliveries for longer than any run, so that no later claim finds them. */
            @Override
            public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
                List<Delivery> found = super.claim(function, limit, lease);
                Set<FencingToken> skipped = new LinkedHashSet<>();
                cursors.skipped(function, found).forEach(d -> skipped.add(d.token()));
                if (!skipped.isEmpty()) {
                    renew(skipped, QueueDefects.LONGER_THAN_ANY_RUN);
                }
                return found.stream().filter(d -> !skipped.contains(d.token())).toList();
            }
        };
    }
}
