package tribunal.bench;

import foodcourt.Foodcourt;
import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Hint;
import foodcourt.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures the time from a commit to the subscriber, at the node that committed and at another node. Each order has one
 * subscription at each node; orders get new versions at a fixed rate. Both nodes, PostgreSQL and the subscribers share
 * one machine; the WebSocket is left out.
 */
public final class FanOutBenchmark implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int SETTLE_SECONDS = 10;

    private final Database database;
    private final ConfigurableApplicationContext committing;
    private final ConfigurableApplicationContext other;
    private final Histogram atCommittingNode = new ConcurrentHistogram(3);
    private final Histogram atOtherNode = new ConcurrentHistogram(3);
    private AtomicReferenceArray<Commit> commits = new AtomicReferenceArray<>(0);

    private record Commit(int version, long at) {}

    private FanOutBenchmark(Database database) {
        this.database = database;
        this.committing = database.startApp("--foodcourt.node=node-1", "--foodcourt.nodes=2");
        this.other = database.startApp("--foodcourt.node=node-2", "--foodcourt.nodes=2");
    }

    /** Arguments: seconds for each rate (10), then numbers of subscriptions (200 10000). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int[] subscriptions = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[] {200, 10_000};
        for (int count : subscriptions) {
            try (FanOutBenchmark fanOut = start()) {
                List<Order> orders = fanOut.subscribed(count);
                for (int rate : new int[] {50, 200, 400}) {
                    System.out.println(fanOut.measure(orders, rate, Duration.ofSeconds(seconds)));
                }
            }
        }
    }

    static FanOutBenchmark start() throws IOException {
        return new FanOutBenchmark(Database.start());
    }

    private Ports ports() {
        return committing.getBean(Ports.class);
    }

    /** Places orders and subscribes to each once at each node; returns when all present states have arrived. */
    List<Order> subscribed(int count) throws InterruptedException {
        commits = new AtomicReferenceArray<>(count);
        List<Order> orders = new ArrayList<>();
        CountDownLatch firstStates = new CountDownLatch(2 * count);
        for (int n = 0; n < count; n++) {
            Order order = Order.placed(new PlaceOrder(
                    new CustomerId("c-" + n),
                    new RequestId("q-" + n),
                    new RestaurantId("r"),
                    List.of(new OrderItem("Laksa", 2, 1_250))));
            orders.add(order);
            ports().transactions().transact(tx -> tx.insert(order));
            watch(committing, order, n, atCommittingNode, firstStates);
            watch(other, order, n, atOtherNode, firstStates);
        }
        if (!firstStates.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(firstStates.getCount() + " subscribers got no present state");
        }
        return orders;
    }

    private void watch(
            ConfigurableApplicationContext node,
            Order order,
            int number,
            Histogram latency,
            CountDownLatch firstStates) {
        node.getBean(Foodcourt.class).updates().watch(order.id(), state -> {
            long at = System.nanoTime();
            Commit commit = commits.get(number);
            if (state.version() == 1) {
                firstStates.countDown();
            } else if (commit != null && commit.version() == state.version()) {
                latency.recordValue(Math.max(0, at - commit.at()));
            }
        });
    }

    /** Measures one rate; returns a line with the percentiles of both nodes. */
    String measure(List<Order> orders, int rate, Duration time) throws InterruptedException {
        update(orders, rate, WARM_UP);
        atCommittingNode.reset();
        atOtherNode.reset();
        long updates = update(orders, rate, time);
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        return String.format(
                Locale.ROOT,
                "%,6d subscriptions at each node, %d updates/s: committing node %s, other node %s",
                orders.size(),
                rate,
                percentiles(atCommittingNode, updates),
                percentiles(atOtherNode, updates));
    }

    private static String percentiles(Histogram latency, long updates) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f p99 %.2f max %.1f ms (%d of %d)",
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getMaxValue() / 1e6,
                latency.getTotalCount(),
                updates);
    }

    private long update(List<Order> orders, int rate, Duration time) throws InterruptedException {
        int updates = (int) (rate * time.toMillis() / 1_000);
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < updates; n++) {
            LockSupport.parkNanos(began + n * 1_000_000_000L / rate - System.nanoTime());
            int number = (int) (n * 7_919L % orders.size());
            threads.add(Thread.ofVirtual().start(() -> update(orders.get(number), number)));
        }
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(SETTLE_SECONDS));
        }
        return updates;
    }

    private void update(Order placed, int number) {
        Order next = ports().transactions().transact(tx -> {
            Order bumped = bumped(tx.lock(placed.id()).orElseThrow());
            tx.update(bumped);
            return bumped;
        });
        commits.set(number, new Commit(next.version(), System.nanoTime()));
        ports().hints().send(new Hint.OrderChanged(next));
    }

    private static Order bumped(Order o) {
        return new Order(
                o.id(),
                o.customer(),
                o.restaurant(),
                o.placedBy(),
                o.items(),
                o.totalCents(),
                OrderStatus.PLACED,
                o.version() + 1,
                null);
    }

    /** The number of updates received at the node that received fewer. */
    long fewestUpdates() {
        return Math.min(atCommittingNode.getTotalCount(), atOtherNode.getTotalCount());
    }

    @Override
    public void close() throws IOException {
        other.close();
        committing.close();
        database.close();
    }
}
