package foodcourt;

import foodcourt.functions.InProcessChannel;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Clock;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Foodcourt on plain adapters in memory, with third parties that always agree. */
final class World implements ThirdParties, Hints, Clock {
    static final CustomerId ANN = new CustomerId("ann");
    static final Settings FAST = new Settings(
            "test",
            Duration.ofMillis(300),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            5,
            16);

    final MemoryStore store = new MemoryStore();
    final List<ThirdPartyRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, ThirdPartyReply> replies = new ConcurrentHashMap<>();
    private final List<HintListener> listeners = new CopyOnWriteArrayList<>();
    private final InProcessChannel channel = new InProcessChannel();
    private final Random random = new Random(42);
    final Foodcourt app;

    World(UnaryOperator<Ports> customizer) {
        Ports ports = customizer.apply(
                new Ports(this, new RealThreads(), store, store, store, channel, this, this, random::nextDouble));
        app = new Foodcourt(ports, FAST);
        channel.serve(app.functions());
    }

    OrderId place(String request) {
        CommandResult decision = app.orders()
                .place(new PlaceOrder(
                        ANN,
                        new RequestId(request),
                        new RestaurantId("trattoria"),
                        List.of(new OrderItem("pizza", 2, 950))));
        return ((CommandResult.Accepted) decision).order().id();
    }

    CommandResult cancel(OrderId order, String request) {
        return app.orders().cancel(new CancelOrder(ANN, new RequestId(request), order));
    }

    Order order(OrderId id) {
        return store.order(id).orElseThrow();
    }

    OrderStatus status(OrderId id) {
        return order(id).status();
    }

    @Override
    public ThirdPartyReply request(ThirdPartyRequest request) {
        requests.add(request);
        return switch (request.kind()) {
            case REFUND -> refund(request);
            case ASSIGN ->
                replies.computeIfAbsent(request.key(), _ -> new ThirdPartyReply.Assigned("bea", Duration.ofMillis(5)));
            case CHARGE -> replies.computeIfAbsent(request.key(), _ -> new ThirdPartyReply.Applied());
            case APPROVE, RELEASE, NOTIFY -> new ThirdPartyReply.Applied();
        };
    }

    private ThirdPartyReply refund(ThirdPartyRequest request) {
        String key = request.key();
        ThirdPartyReply before = replies.put(key, new ThirdPartyReply.Closed());
        return new ThirdPartyReply.Refunded(before instanceof ThirdPartyReply.Applied ? 1900 : 0);
    }

    @Override
    public void send(Hint hint) {
        listeners.forEach(l -> l.hinted(hint));
    }

    @Override
    public void listen(HintListener listener) {
        listeners.add(listener);
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
