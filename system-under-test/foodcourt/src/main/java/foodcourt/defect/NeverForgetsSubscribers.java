package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.ForwardingReads;
import foodcourt.port.Mutex;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was ever watched is read at each resync for ever after, though its subscribers have left: a leak. */
final class NeverForgetsSubscribers implements Defect {
    @Override
    public String name() {
        return "never-forgets-subscribers";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withReads(new Remembering(sound.reads(), sound.threads().newMutex()));
    }

    private static final class Remembering extends ForwardingReads {
        private final Mutex mutex;
        private final Set<OrderId> orders = new TreeSet<>();
        private final Set<CustomerId> customers = new TreeSet<>();
        private final Set<RestaurantId> restaurants = new TreeSet<>();

        Remembering(ReadModels sound, Mutex mutex) {
            super(sound);
            this.mutex = mutex;
        }

        @Override
        public List<OrderVersion> versions(Set<OrderId> watched, Set<CustomerId> watching) {
            return super.versions(all(orders, watched), all(customers, watching));
        }

        @Override
        public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> watched) {
            return super.boardRevisions(all(restaurants, watched));
        }

        /** All that were ever watched, these among them. */
        private <T> Set<T> all(Set<T> remembered, Set<T> watched) {
            return mutex.locked(() -> {
                remembered.addAll(watched);
                return new TreeSet<>(remembered);
            });
        }
    }
}
