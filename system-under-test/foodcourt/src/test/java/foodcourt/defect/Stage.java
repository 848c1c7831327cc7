package foodcourt.defect;

import foodcourt.Foodcourt;
import foodcourt.MemoryStore;
import foodcourt.RealThreads;
import foodcourt.eventing.OrderCommands;
import foodcourt.functions.EventFunction;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Settlement;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import foodcourt.updates.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A broken app over a store in memory, whose functions run only when a test says so. Third parties agree to everything,
 * and what they were asked is remembered.
 */
final class Stage implements Hints, Clock {
    static final Duration LONG = Duration.ofMinutes(10);

    /** No defect. */
    private static final class None implements Defect {
        @Override
        public String name() {
            return "none";
        }
    }

    private static final CustomerId ANN = new CustomerId("ann");

    final MemoryStore store = new MemoryStore();
    final List<ThirdPartyRequest> requests = new CopyOnWriteArrayList<>();
    final List<Hint> hints = new CopyOnWriteArrayList<>();
    final Ports sound =
            new Ports(this, new RealThreads(), store, store, store, this::deliver, this::agree, this, this::chance);
    final Defect defect;
    final Ports ports;
    final Foodcourt app;

    private boolean thirdPartiesAreOut;
    private long refund;
    private int chances;

    private Stage(Defect defect) {
        this.defect = defect;
        ports = defect.ports(sound);
        app = new Given(defect, ports).app(sound, Settings.defaults());
    }

    static Stage sound() {
        return new Stage(new None());
    }

    static Stage with(String defect) {
        return new Stage(Defects.named(defect).orElseThrow());
    }

    /** The app is to have the same ports as the test, and not a second set of what the defect remembers. */
    private record Given(Defect defect, Ports broken) implements Defect {
        @Override
        public String name() {
            return defect.name();
        }

        @Override
        public Ports ports(Ports sound) {
            return broken;
        }

        @Override
        public EventFunction function(EventFunction sound, Ports ports) {
            return defect.function(sound, ports);
        }

        @Override
        public OrderCommands orders(OrderCommands sound, Ports ports) {
            return defect.orders(sound, ports);
        }

        @Override
        public Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
            return defect.subscriber(sound, ports);
        }
    }

    private DeliveryResult deliver(Delivery delivery) {
        Objects.requireNonNull(app.functions().get(delivery.id().function())).handle(delivery);
        return new DeliveryResult.Done();
    }

    private ThirdPartyReply agree(ThirdPartyRequest request) {
        requests.add(request);
        if (thirdPartiesAreOut) {
            throw new ThirdPartyException("out of order");
        }
        return switch (request.kind()) {
            case REFUND -> new ThirdPartyReply.Refunded(charges() * Math.max(refund, request.amountCents()));
            case ASSIGN -> new ThirdPartyReply.Assigned("bea", Duration.ZERO);
            case CHARGE, APPROVE, RELEASE, NOTIFY -> new ThirdPartyReply.Applied();
        };
    }

    /** Never the same twice in a test. */
    private double chance() {
        chances++;
        return chances / 1_000.0;
    }

    /** From now on so much is given back for each charge. */
    void refunds(long cents) {
        refund = cents;
    }

    /** While this lasts third parties give no reply, and the attempts that ask them fail. */
    void outOfOrder(Runnable meanwhile) {
        thirdPartiesAreOut = true;
        meanwhile.run();
        thirdPartiesAreOut = false;
    }

    private long charges() {
        return asked(Kind.CHARGE).size();
    }

    List<ThirdPartyRequest> asked(Kind kind) {
        return requests.stream().filter(r -> r.kind() == kind).toList();
    }

    Order place() {
        PlaceOrder request = new PlaceOrder(
                ANN, new RequestId("r1"), new RestaurantId("trattoria"), List.of(new OrderItem("pizza", 2, 950)));
        return ((CommandResult.Accepted) app.orders().place(request)).order();
    }

    void cancel(OrderId order) {
        app.orders().cancel(new CancelOrder(ANN, new RequestId("c1"), order));
    }

    Order now(Order order) {
        return store.order(order.id()).orElseThrow();
    }

    /** The next delivery of a function; its lease lapses at once. */
    Delivery next(String function) {
        return store.claim(new FunctionName(function), 1, Duration.ZERO).getFirst();
    }

    /** Runs a function once and settles it. */
    Delivery run(String function) {
        Delivery delivery = next(function);
        handle(delivery);
        store.settle(List.of(new Settlement.Done(delivery.token())));
        return delivery;
    }

    /** Runs a function, as an original or as a copy. */
    void handle(Delivery delivery) {
        deliver(delivery);
    }

    @Override
    public void send(Hint hint) {
        hints.add(hint);
    }

    @Override
    public void listen(HintListener listener) {}

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
