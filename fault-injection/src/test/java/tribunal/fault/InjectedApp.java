package tribunal.fault;

import static org.awaitility.Awaitility.await;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import tribunal.fault.inject.FaultInjector;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PlannedEntity;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.Entry;

/** An app of one order under a plan with one rule that takes everything; its function asks a third party once. */
public final class InjectedApp {
    static final Order PLACED = Order.placed(new PlaceOrder(
            new CustomerId("ann"), new RequestId("r"), new RestaurantId("x"), List.of(new OrderItem("pizza", 1, 950))));
    private static final Order PAID = PLACED.become(OrderStatus.PAID);

    final FakePorts fakes = new FakePorts();
    final FaultInjector injector;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Ports ports;

    private InjectedApp(FaultRules faults) {
        TreeMap<String, PlannedEntity> orders = new TreeMap<>();
        orders.put(PLACED.id().toString(), new PlannedEntity(0, "happy"));
        injector = new FaultInjector(
                new FaultPlan(42, faults, orders, Flows.FOODCOURT),
                "n",
                Instant::now,
                0,
                entry -> entries.add(entry.get()));
        ports = injector.apply(fakes.ports());
        fakes.function = this::ask;
    }

    void ask() {
        DeliveryId id = placed("NotifyCustomer", 1).id();
        ports.thirdParties().request(new ThirdPartyRequest(Kind.NOTIFY, "k", PLACED.id(), id, 0, Optional.empty()));
    }

    static InjectedApp with(FaultSpec spec) {
        FaultRule always = new FaultRule("rule", 1, Optional.empty(), Optional.empty(), Optional.empty(), spec);
        return new InjectedApp(new FaultRules(3, List.of(always)));
    }

    public static Delivery placed(String function, int attempt) {
        return delivery(Event.of(PLACED, null), function, attempt);
    }

    static Delivery paid(String function) {
        return delivery(Event.of(PAID, OrderStatus.PLACED), function, 1);
    }

    private static Delivery delivery(Event event, String function, int attempt) {
        DeliveryId id = new DeliveryId(event.id(), new FunctionName(function));
        return new Delivery(id, event, attempt, new FencingToken(id, attempt), Instant.EPOCH);
    }

    DeliveryResult deliver(Delivery delivery) {
        return ports.channel().deliver(delivery);
    }

    /** On a thread of its own, as the dispatcher does. */
    CompletableFuture<DeliveryResult> delivering(Delivery delivery) {
        CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete(deliver(delivery)));
        return answer;
    }

    <E extends Entry> List<E> seen(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<String> met() {
        return seen(FateMet.class).stream().map(FateMet::fate).toList();
    }

    void awaitSeen(Class<? extends Entry> kind) {
        await().until(() -> !seen(kind).isEmpty());
    }
}
