package tribunal.fault;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.BoardChange;
import foodcourt.port.Clock;
import foodcourt.port.DeadLetter;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Mutex;
import foodcourt.port.NewDelivery;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.port.Settlement;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.Threads;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ports that do next to nothing and count. Waits are real unless a test ends them at once. */
public final class FakePorts implements Clock, Threads, Transactions, Tx, DeliveryQueue, ReadModels, Hints {
    public final AtomicInteger requests = new AtomicInteger();
    public final AtomicInteger commits = new AtomicInteger();
    public final List<FencingToken> settled = new CopyOnWriteArrayList<>();
    private final List<Thread> started = new CopyOnWriteArrayList<>();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    volatile boolean waitsEndAtOnce;
    public Runnable function = () -> {};

    public Ports ports() {
        return new Ports(
                this,
                this,
                this,
                this,
                this,
                this::deliver,
                _ -> {
                    requests.incrementAndGet();
                    return new ThirdPartyReply.Applied();
                },
                this,
                () -> 0.5);
    }

    private DeliveryResult deliver(Delivery delivery) {
        try {
            function.run();
            return new DeliveryResult.Done();
        } catch (RuntimeException e) {
            return new DeliveryResult.Failed(Optional.empty(), false, e.toString());
        }
    }

    public void joinAll() {
        started.forEach(thread -> uninterrupted(thread::join));
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Task start(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().start(work);
        started.add(thread);
        return () -> uninterrupted(thread::join);
    }

    @Override
    public void sleep(Duration duration) {
        uninterrupted(() -> Thread.sleep(duration));
    }

    @Override
    public Signal newSignal() {
        Semaphore raised = new Semaphore(0);
        return new Signal() {
            @Override
            public void raise() {
                raised.release();
            }

            @Override
            public boolean await(Duration atMost) {
                waits.add(atMost);
                long nanos = waitsEndAtOnce ? 0 : atMost.toNanos();
                boolean[] was = new boolean[1];
                uninterrupted(() -> was[0] = raised.tryAcquire(nanos, TimeUnit.NANOSECONDS));
                return was[0];
            }
        };
    }

    @Override
    public Mutex newMutex() {
        ReentrantLock lock = new ReentrantLock();
        return new Mutex() {
            @Override
            public <T> T locked(Supplier<T> work) {
                lock.lock();
                try {
                    return work.get();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        T result = work.apply(this);
        commits.incrementAndGet();
        return result;
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        batch.forEach(s -> settled.add(s.token()));
        return Set.of();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        return Optional.empty();
    }

    @Override
    public Placed insert(Order order) {
        return new Placed.New();
    }

    @Override
    public void update(Order next) {}

    @Override
    public void append(Event event, List<NewDelivery> deliveries) {}

    @Override
    public boolean moveOnBoard(BoardChange change) {
        return true;
    }

    @Override
    public Set<FunctionName> due(Set<FunctionName> functions) {
        return Set.of();
    }

    @Override
    public List<Delivery> claim(FunctionName name, int limit, Duration lease) {
        return List.of();
    }

    @Override
    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        return held;
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return 0;
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return Optional.empty();
    }

    @Override
    public List<Order> orders(Set<OrderId> ids) {
        return List.of();
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) {
        return List.of();
    }

    @Override
    public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
        return List.of();
    }

    @Override
    public Board board(RestaurantId restaurant) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        return Map.of();
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return List.of();
    }

    @Override
    public void send(Hint hint) {}

    @Override
    public void listen(HintListener listener) {}
}
