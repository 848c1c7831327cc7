package foodcourt;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.EventId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.BoardChange;
import foodcourt.port.DeadLetter;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.OrderVersion;
import foodcourt.port.ReadModels;
import foodcourt.port.RecountingTx;
import foodcourt.port.Settlement;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import foodcourt.port.UnfencedQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A store in memory whose transactions run one after the other: plain, for tests of the core. */
public final class MemoryStore implements Transactions, UnfencedQueue, ReadModels {
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final List<Event> log = new ArrayList<>();
    private final Map<DeliveryId, Row> deliveries = new LinkedHashMap<>();
    private final Map<RestaurantId, TreeMap<OrderStatus, Long>> boards = new TreeMap<>();
    private final Map<RestaurantId, Long> revisions = new TreeMap<>();
    private final Set<EventId> counted = new HashSet<>();
    private long tokens;

    private enum State {
        PENDING,
        CLAIMED,
        DONE,
        DEAD
    }

    private record Row(Event event, State state, int attempt, long token, long ready, String why) {
        boolean isDue(long now) {
            return (state == State.PENDING || state == State.CLAIMED) && ready <= now;
        }

        Row with(State next, long readyAt, String reason) {
            return new Row(event, next, attempt, token, readyAt, reason);
        }
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Override
    public synchronized <T> T transact(Function<Tx, T> work) {
        Changes changes = new Changes();
        T result = work.apply(changes);
        changes.commit();
        return result;
    }

    private final class Changes implements RecountingTx {
        private final List<Runnable> writes = new ArrayList<>();

        void commit() {
            writes.forEach(Runnable::run);
        }

        @Override
        public Optional<Order> lock(OrderId id) {
            return order(id);
        }

        @Override
        public Placed insert(Order order) {
            Order there = orders.get(order.id());
            if (there != null) {
                return new Placed.AlreadyThere(there);
            }
            writes.add(() -> orders.put(order.id(), order));
            return new Placed.New();
        }

        @Override
        public void update(Order next) {
            writes.add(() -> orders.put(next.id(), next));
        }

        @Override
        public void append(Event event, List<NewDelivery> to) {
            writes.add(() -> {
                log.add(event);
                to.forEach(d -> deliveries.put(
                        new DeliveryId(event.id(), d.function()),
                        new Row(event, State.PENDING, 0, 0, in(d.notBefore()), "")));
            });
        }

        @Override
        public boolean moveOnBoard(BoardChange change) {
            if (counted.contains(change.event())) {
                return false;
            }
            return recount(change);
        }

        @Override
        public boolean recount(BoardChange change) {
            writes.add(() -> count(change));
            return true;
        }
    }

    private void count(BoardChange change) {
        counted.add(change.event());
        revisions.merge(change.restaurant(), 1L, Long::sum);
        TreeMap<OrderStatus, Long> board = boards.computeIfAbsent(change.restaurant(), _ -> new TreeMap<>());
        if (change.from() != null) {
            board.merge(change.from(), -1L, Long::sum);
        }
        board.merge(change.to(), 1L, Long::sum);
    }

    @Override
    public synchronized Set<FunctionName> due(Set<FunctionName> functions) {
        long now = System.nanoTime();
        Set<FunctionName> due = new HashSet<>();
        deliveries.forEach((id, row) -> {
            if (functions.contains(id.function()) && row.isDue(now)) {
                due.add(id.function());
            }
        });
        return due;
    }

    @Override
    public synchronized List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        long now = System.nanoTime();
        List<Delivery> claimed = new ArrayList<>();
        deliveries.forEach((id, row) -> {
            if (id.function().equals(function) && row.isDue(now) && claimed.size() < limit) {
                claimed.add(claim(id, row, lease));
            }
        });
        return claimed;
    }

    private Delivery claim(DeliveryId id, Row row, Duration lease) {
        Row next = new Row(row.event(), State.CLAIMED, row.attempt() + 1, ++tokens, in(lease), "");
        deliveries.put(id, next);
        return new Delivery(id, row.event(), next.attempt(), new FencingToken(id, next.token()), Instant.EPOCH);
    }

    private boolean holds(FencingToken token) {
        Row row = deliveries.get(token.delivery());
        return row != null && row.state() == State.CLAIMED && row.token() == token.value();
    }

    @Override
    public synchronized Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        Set<FencingToken> kept = new HashSet<>(held);
        kept.removeIf(token -> !holds(token));
        kept.forEach(t ->
                deliveries.computeIfPresent(t.delivery(), (_, row) -> row.with(State.CLAIMED, in(lease), row.why())));
        return kept;
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        return settle(batch, UnaryOperator.identity());
    }

    @Override
    public synchronized Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        Set<FencingToken> fenced = new HashSet<>();
        for (Settlement settlement : batch) {
            if (holds(fence.apply(settlement.token()))) {
                deliveries.computeIfPresent(settlement.token().delivery(), (_, row) -> settled(row, settlement));
            } else {
                fenced.add(settlement.token());
            }
        }
        return fenced;
    }

    private static Row settled(Row row, Settlement settlement) {
        return switch (settlement) {
            case Settlement.Done _ -> row.with(State.DONE, 0, "");
            case Settlement.Dead dead -> row.with(State.DEAD, 0, dead.why());
            case Settlement.Retry retry -> row.with(State.PENDING, in(retry.after()), retry.why());
            case Settlement.Released _ ->
                new Row(row.event(), State.PENDING, row.attempt() - 1, row.token(), 0, "released");
        };
    }

    @Override
    public synchronized int redrive(Set<DeliveryId> dead) {
        int count = 0;
        for (DeliveryId id : dead) {
            Row row = deliveries.get(id);
            if (row != null && row.state() == State.DEAD) {
                deliveries.put(id, new Row(row.event(), State.PENDING, 0, row.token(), 0, ""));
                count++;
            }
        }
        return count;
    }

    @Override
    public synchronized Optional<Order> order(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public synchronized List<Order> orders(Set<OrderId> ids) {
        return orders.values().stream().filter(o -> ids.contains(o.id())).toList();
    }

    @Override
    public synchronized List<Order> ordersOf(CustomerId customer) {
        return orders.values().stream()
                .filter(o -> o.customer().equals(customer))
                .toList();
    }

    @Override
    public synchronized List<OrderVersion> versions(Set<OrderId> ids, Set<CustomerId> customers) {
        return orders.values().stream()
                .filter(o -> ids.contains(o.id()) || customers.contains(o.customer()))
                .map(o -> new OrderVersion(o.id(), o.customer(), o.version()))
                .toList();
    }

    @Override
    public synchronized Board board(RestaurantId restaurant) {
        return new Board(
                restaurant, revisions.getOrDefault(restaurant, 0L), boards.getOrDefault(restaurant, new TreeMap<>()));
    }

    @Override
    public synchronized Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        Map<RestaurantId, Long> present = new TreeMap<>(revisions);
        present.keySet().retainAll(restaurants);
        return present;
    }

    @Override
    public synchronized List<DeadLetter> deadLetters(int limit) {
        return deliveries.entrySet().stream()
                .filter(e -> e.getValue().state() == State.DEAD)
                .limit(limit)
                .map(e -> deadLetter(e.getKey(), e.getValue()))
                .toList();
    }

    private static DeadLetter deadLetter(DeliveryId id, Row row) {
        Event event = row.event();
        return new DeadLetter(id, event.type(), event.order().id(), row.attempt(), row.why());
    }

    /** The types of an order's events, in the order of writing. */
    public synchronized List<String> eventsOf(OrderId id) {
        return log.stream()
                .filter(e -> e.order().id().equals(id))
                .map(e -> e.type().label())
                .toList();
    }

    /** Whether every delivery is done or dead. */
    public synchronized boolean isQuiet() {
        return deliveries.values().stream().allMatch(r -> r.state() == State.DONE || r.state() == State.DEAD);
    }
}
