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
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Events are polled by ascending id behind a cursor, and ids are drawn before the commit, as sequences do: an event that
 * commits after one of a higher id was polled is never seen (kamu-cli#1398, eventuous#222). What is due later is not polled.
 */
final class CursorSkipsLateCommit implements Defect {
    /** Longer than any run: nobody is to find what the cursor has passed by. */
    private static final Duration FOR_GOOD = Duration.ofDays(1);

    @Override
    public String name() {
        return "cursor-skips-late-commit";
    }

    @Override
    public Ports ports(Ports sound) {
        Cursors cursors = new Cursors(sound.threads().newMutex());
        return sound.withTransactions(new Numbering(sound.transactions(), cursors))
                .withQueue(new Polling(sound.queue(), cursors));
    }

    /** The ids of what was not polled yet, and how far each function has polled. */
    private static final class Cursors {
        private final Mutex mutex;
        private final Map<DeliveryId, Long> ids = new LinkedHashMap<>();
        private final Map<FunctionName, Long> polled = new TreeMap<>();
        private long drawn;

        Cursors(Mutex mutex) {
            this.mutex = mutex;
        }

        void draw(Event event, List<NewDelivery> deliveries) {
            mutex.locked(() -> {
                long id = ++drawn;
                deliveries.stream()
                        .filter(d -> d.notBefore().isZero())
                        .forEach(d -> ids.put(new DeliveryId(event.id(), d.function()), id));
                return id;
            });
        }

        /** Those of a poll that its cursor has passed by; it moves on to the highest of the others. */
        List<Delivery> passedBy(FunctionName function, List<Delivery> found) {
            return mutex.locked(() -> {
                long cursor = polled.getOrDefault(function, 0L);
                return found.stream().filter(d -> isPassedBy(d, cursor)).toList();
            });
        }

        /** Each id is looked at once: what is tried again had been seen. */
        private boolean isPassedBy(Delivery delivery, long cursor) {
            Long id = ids.remove(delivery.id());
            if (id != null) {
                polled.merge(delivery.id().function(), id, Math::max);
            }
            return id != null && id < cursor;
        }
    }

    private record Numbering(Transactions sound, Cursors cursors) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return sound.transact(tx -> work.apply(new ForwardingTx(tx) {
                @Override
                public void append(Event event, List<NewDelivery> deliveries) {
                    cursors.draw(event, deliveries);
                    super.append(event, deliveries);
                }
            }));
        }
    }

    private static final class Polling extends ForwardingQueue {
        private final Cursors cursors;

        Polling(DeliveryQueue sound, Cursors cursors) {
            super(sound);
            this.cursors = cursors;
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            List<Delivery> found = super.claim(function, limit, lease);
            List<Delivery> missed = cursors.passedBy(function, found);
            if (missed.isEmpty()) {
                return found;
            }
            Set<FencingToken> hidden =
                    new LinkedHashSet<>(missed.stream().map(Delivery::token).toList());
            renew(hidden, FOR_GOOD);
            return found.stream().filter(d -> !hidden.contains(d.token())).toList();
        }
    }
}
