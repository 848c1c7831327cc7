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

/** A leak: each resync reads everything that was ever watched, even after its subscribers have left. */
final class NeverForgetsSubscribers implements Defect {
    @Override
    public String name() {
        return "never-forgets-subscribers";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withReads(new DefectiveReads(sound.reads(), sound.threads().newMutex()));
    }

    private static final class DefectiveReads extends ForwardingReads {
        private final Mutex mutex;
        private final Set<OrderId> orders = new TreeSet<>();
        private final Set<CustomerId> customers = new TreeSet<>();
        private final Set<RestaurantId> restaurants = new TreeSet<>();

        DefectiveReads(ReadModels sound, Mutex mutex) {
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

        /** Adds the watched keys to the remembered ones, and returns all of them. */
        private <T> Set<T> all(Set<T> remembered, Set<T> watched) {
            return mutex.locked(() -> {
                remembered.addAll(watched);
                return new TreeSet<>(remembered);
            });
        }
    }
}
