package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.BoardChange;
import foodcourt.port.ForwardingReads;
import foodcourt.port.Mutex;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** Defects of the reads of orders and boards. */
final class ReadDefects {
    static final List<Defect> ALL = List.of(
            new PortsDefect("board-counts-doubled", ReadDefects::boardCountsDoubled),
            new PortsDefect("board-of-another", ReadDefects::boardOfAnother),
            new PortsDefect("never-forgets-subscribers", ReadDefects::neverForgetsSubscribers),
            new PortsDefect("old-state-on-return", ReadDefects::oldStateOnReturn),
            new PortsDefect("orders-of-others-shown", ReadDefects::ordersOfOthersShown),
            new PortsDefect("stale-read", ReadDefects::staleRead),
            new PortsDefect("update-lost-on-reconnect", ReadDefects::updateLostOnReconnect));

    private ReadDefects() {}

    /** Boards show twice as many orders as there are. */
    private static Ports boardCountsDoubled(Ports sound) {
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Board board(RestaurantId restaurant) {
                Board board = super.board(restaurant);
                SortedMap<OrderStatus, Long> counts = new TreeMap<>(board.counts());
                counts.replaceAll((_, count) -> 2 * count);
                return new Board(restaurant, board.revision(), counts);
            }
        });
    }

    /** A node shows every subscriber the board that the node changed last. */
    private static Ports boardOfAnother(Ports sound) {
        AtomicReference<RestaurantId> last = new AtomicReference<>();
        WrappedTransactions noting = new WrappedTransactions(sound.transactions(), tx -> new ForwardingTx(tx) {
            @Override
            public boolean moveOnBoard(BoardChange change) {
                last.set(change.restaurant());
                return super.moveOnBoard(change);
            }
        });
        return sound.withTransactions(noting).withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Board board(RestaurantId restaurant) {
                RestaurantId changed = last.get();
                return super.board(changed == null ? restaurant : changed);
            }
        });
    }

    /** A leak: each resync reads everything that was ever watched, even after its subscribers have left. */
    private static Ports neverForgetsSubscribers(Ports sound) {
        return sound.withReads(
                new RememberingReads(sound.reads(), sound.threads().newMutex()));
    }

    private static final class RememberingReads extends ForwardingReads {
        private final Mutex mutex;
        private final Set<OrderId> orders = new TreeSet<>();
        private final Set<CustomerId> customers = new TreeSet<>();
        private final Set<RestaurantId> restaurants = new TreeSet<>();

        RememberingReads(ReadModels sound, Mutex mutex) {
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

    /**
     * A node keeps the first non-empty list of orders that it reads for a customer, and shows it first to each
     * returning subscriber.
     */
    private static Ports oldStateOnReturn(Ports sound) {
        Map<CustomerId, List<Order>> kept = Collections.synchronizedMap(new TreeMap<>());
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public List<Order> ordersOf(CustomerId customer) {
                List<Order> now = super.ordersOf(customer);
                if (!now.isEmpty()) {
                    kept.putIfAbsent(customer, now);
                }
                return kept.getOrDefault(customer, now);
            }
        });
    }

    /** The list of a customer's orders is a buffer that still holds the previous customer's orders. */
    private static Ports ordersOfOthersShown(Ports sound) {
        AtomicReference<List<Order>> buffer = new AtomicReference<>(List.of());
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public List<Order> ordersOf(CustomerId customer) {
                List<Order> own = super.ordersOf(customer);
                List<Order> all = new ArrayList<>(own);
                all.addAll(buffer.getAndSet(own));
                return all;
            }
        });
    }

    /** A node keeps each order as it first read it, and answers later reads from that copy. */
    private static Ports staleRead(Ports sound) {
        Map<OrderId, Order> kept = Collections.synchronizedMap(new TreeMap<>());
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Optional<Order> order(OrderId id) {
                super.order(id).ifPresent(order -> kept.putIfAbsent(id, order));
                return Optional.ofNullable(kept.get(id));
            }
        });
    }

    /**
     * Subscribers get only new changes: neither the present state when they reconnect, nor the changes that a broken
     * connection has lost (hasura/graphql-engine#5099).
     */
    private static Ports updateLostOnReconnect(Ports sound) {
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Optional<Order> order(OrderId id) {
                return Optional.empty();
            }

            @Override
            public List<Order> ordersOf(CustomerId customer) {
                return List.of();
            }

            @Override
            public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
                return List.of();
            }
        });
    }
}
