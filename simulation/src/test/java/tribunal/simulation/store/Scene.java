package tribunal.simulation.store;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.BoardChange;
import foodcourt.port.Clock;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import tribunal.history.Entry;

/** A store with a clock that only the test moves, and actors that execute one statement after the other. */
final class Scene {
    static final FunctionName CHARGE = new FunctionName("ChargePayment");
    static final Duration LEASE = Duration.ofSeconds(3);

    final List<Entry> entries = new ArrayList<>();
    final OneAtATime threads = new OneAtATime();
    private Instant now = Instant.EPOCH;
    final InMemoryPostgres store =
            new InMemoryPostgres(threads, new Standing(), () -> now.toEpochMilli() * 1_000_000, entries::add);
    private final Map<String, Role> roles = new TreeMap<>();

    private record Role(Actor actor, BlockingQueue<Supplier<Object>> statements) {}

    private final class Standing implements Clock {
        @Override
        public long monotonicNanos() {
            return now.toEpochMilli() * 1_000_000;
        }

        @Override
        public Instant now() {
            return now;
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Transaction begin() {
        return store.begin("n1");
    }

    /** Has that actor do this: what came of it, as text; {@code blocked} if it waits. */
    String does(String name, Supplier<Object> statement) {
        Role role = roles.computeIfAbsent(name, Scene::waitingForStatements);
        role.statements().add(statement);
        role.actor().giveTurn();
        return role.actor().reported().outcome();
    }

    /** The same for what gives nothing. */
    String does(String name, Runnable statement) {
        return does(name, () -> {
            statement.run();
            return "done";
        });
    }

    private static Role waitingForStatements(String name) {
        BlockingQueue<Supplier<Object>> statements = new LinkedBlockingQueue<>();
        Actor actor = Actor.playing(name, self -> {
            for (; ; ) {
                self.awaitTurn();
                self.report(outcome(statements.remove()));
            }
        });
        return new Role(actor, statements);
    }

    private static String outcome(Supplier<Object> statement) {
        try {
            return String.valueOf(statement.get());
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Lets those go on who were woken, the first woken first: what each of them came to. */
    List<String> wake() {
        List<String> outcomes = new ArrayList<>();
        while (!threads.woken().isEmpty()) {
            Actor next = threads.woken().removeFirst();
            next.giveTurn();
            outcomes.add(next + " " + next.reported().outcome());
        }
        return outcomes;
    }

    static Order order(String customer) {
        return Order.placed(new PlaceOrder(
                new CustomerId(customer),
                new RequestId("q-1"),
                new RestaurantId("r-1"),
                List.of(new OrderItem("pizza", 2, 900))));
    }

    static Order paid(Order order) {
        return order.become(OrderStatus.PAID);
    }

    static Event placed(Order order) {
        return Event.of(order, null);
    }

    static BoardChange change(Event event) {
        return new BoardChange(
                event.id(),
                event.order().restaurant(),
                event.from(),
                event.order().status());
    }

    /** Commits an order. */
    Order given(String customer) {
        Order order = order(customer);
        Transaction tx = begin();
        tx.insert(order);
        tx.commit();
        return order;
    }

    /** Commits an order with its first event and a delivery of it for each of these functions. */
    Event given(String customer, FunctionName... functions) {
        Event event = placed(order(customer));
        Transaction tx = begin();
        tx.insert(event.order());
        tx.append(
                event,
                Arrays.stream(functions)
                        .map(f -> new NewDelivery(f, Duration.ZERO))
                        .toList());
        tx.commit();
        return event;
    }
}
