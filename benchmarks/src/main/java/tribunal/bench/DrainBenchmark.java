package tribunal.bench;

import foodcourt.eventing.Dispatcher;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Settlement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how many deliveries per second the app's own dispatcher and queue complete. All deliveries are inserted
 * before the dispatcher starts. The time runs from its start until the last settle has been committed. Adapters,
 * connection pool, schema and settings are the app's; only the function is ours. PostgreSQL commits durably.
 */
public final class DrainBenchmark implements AutoCloseable {
    private static final FunctionName FUNCTION = new FunctionName("Drained");
    private static final String FILL = """
            WITH placed AS (
                INSERT INTO customer_order (id, customer, restaurant, placed_by, items, total_cents, status, version)
                SELECT gen_random_uuid(), 'c-' || n % 1000, 'r-' || n % 50, 'q-' || n,
                       '[{"dish": "Laksa", "quantity": 2, "priceCents": 1250}]', 2500, 'PLACED', 1
                  FROM generate_series(1, ?) n RETURNING *),
            recorded AS (
                INSERT INTO event (id, order_id, type, ordinal, version, payload)
                SELECT gen_random_uuid(), id, 'OrderPlaced', 1, 1, jsonb_build_object(
                           'order', id, 'customer', customer, 'restaurant', restaurant, 'placedBy', placed_by,
                           'totalCents', total_cents, 'status', status, 'version', version,
                           'cancelledBy', NULL, 'from', NULL, 'items', items)
                  FROM placed RETURNING id)
            INSERT INTO delivery (event, function, due, ready_at) SELECT id, ?, now(), now() FROM recorded""";

    private final Database database;
    private final ConfigurableApplicationContext app;
    private final JdbcClient jdbc;
    private final Ports ports;

    private DrainBenchmark(Database database, ConfigurableApplicationContext app) {
        this.database = database;
        this.app = app;
        this.jdbc = app.getBean(JdbcClient.class);
        this.ports = app.getBean(Ports.class);
    }

    enum Work {
        NOTHING,
        /** Inserts one row, in a transaction of its own. */
        A_ROW
    }

    /** Arguments: deliveries (20000), measured rounds (5), warm-up rounds before them (3). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int deliveries = argument(arguments, 0, 20_000);
        int rounds = argument(arguments, 1, 5);
        int warmUpRounds = argument(arguments, 2, 3);
        try (DrainBenchmark drain = start()) {
            for (Work work : Work.values()) {
                List<Double> rates = new ArrayList<>();
                for (int round = -warmUpRounds; round < rounds; round++) {
                    double rate = deliveries / drain.seconds(work, deliveries);
                    if (round >= 0) {
                        rates.add(rate);
                    }
                }
                System.out.println(line(work, rates));
            }
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /** One line with the median, the least and the greatest rate. */
    private static String line(Work work, List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%-40s %,10.0f deliveries/s (%,.0f to %,.0f, %d runs)",
                "drain " + work,
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size());
    }

    /** A queue that signals when a given number of settlements has been committed. */
    private static final class CountedQueue extends ForwardingQueue {
        private final CountDownLatch done = new CountDownLatch(1);
        private final AtomicInteger left;

        CountedQueue(DeliveryQueue queue, int deliveries) {
            super(queue);
            left = new AtomicInteger(deliveries);
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch) {
            Set<FencingToken> fenced = super.settle(batch);
            if (left.addAndGet(fenced.size() - batch.size()) <= 0) {
                done.countDown();
            }
            return fenced;
        }
    }

    static DrainBenchmark start() throws IOException {
        Database database = Database.start();
        DrainBenchmark drain = new DrainBenchmark(database, database.startApp());
        drain.jdbc.sql("CREATE TABLE drained (event uuid NOT NULL)").update();
        return drain;
    }

    /** Runs one round and returns its duration in seconds. */
    double seconds(Work work, int deliveries) throws InterruptedException {
        jdbc.sql("TRUNCATE customer_order, event, delivery, board_event, drained")
                .update();
        jdbc.sql(FILL).params(deliveries, FUNCTION.value()).update();
        jdbc.sql("ANALYZE").update();
        CountedQueue queue = new CountedQueue(ports.queue(), deliveries);
        Dispatcher dispatcher = new Dispatcher(
                ports.withQueue(queue).withChannel(channel(work)), Settings.defaults(), Set.of(FUNCTION));
        long began = System.nanoTime();
        dispatcher.start();
        queue.done.await();
        long ended = System.nanoTime();
        dispatcher.stop(Duration.ofSeconds(5));
        check(work, deliveries);
        return (ended - began) / 1e9;
    }

    private DeliveryChannel channel(Work work) {
        return switch (work) {
            case NOTHING -> _ -> new DeliveryResult.Done();
            case A_ROW ->
                delivery -> {
                    jdbc.sql("INSERT INTO drained (event) VALUES (?)")
                            .param(delivery.id().event().value())
                            .update();
                    return new DeliveryResult.Done();
                };
        };
    }

    private void check(Work work, int deliveries) {
        expect(deliveries, "SELECT count(*) FROM delivery WHERE state = 'DONE' AND attempt = 1 AND settled_by = token");
        expect(work == Work.A_ROW ? deliveries : 0, "SELECT count(DISTINCT event) FROM drained");
    }

    private void expect(long expected, String count) {
        long actual = jdbc.sql(count).query(Long.class).single();
        if (actual != expected) {
            throw new IllegalStateException(count + ": " + actual + " instead of " + expected);
        }
    }

    @Override
    public void close() throws IOException {
        app.close();
        database.close();
    }
}
