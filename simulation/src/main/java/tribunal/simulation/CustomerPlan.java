package tribunal.simulation;

import foodcourt.order.CancelOrder;
import foodcourt.order.CustomerId;
import foodcourt.order.Decision;
import foodcourt.order.Item;
import foodcourt.order.OrderId;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.scenario.Customer;
import tribunal.scenario.Journey;
import tribunal.scenario.Placement;
import tribunal.simulation.Clients.Operation;
import tribunal.simulation.time.Chance;

/** What one customer of the schedule does: connects, watches their orders, places and cancels them, comes back when cut off. */
final class CustomerPlan {
    /** After so many sends without an answer the customer gives up. */
    private static final int SENDS_MAX = 4;

    /** An impatient customer waits no longer for the first answer. */
    private static final Duration PATIENCE = Duration.ofMillis(1);

    private static final Duration AGAIN = Duration.ofMillis(400);

    private final Clients clients;
    private final Cluster cluster;
    private final Customer customer;
    private final boolean watchesEachOrder;
    private final List<String> watched = new ArrayList<>();
    private final Visitor visitor;
    private final int door;
    private int knocks;

    private record Step(Duration at, Runnable work) {}

    /** @param number every fourth customer watches each order besides all of theirs */
    CustomerPlan(Clients clients, Cluster cluster, Customer customer, int number) {
        this.clients = clients;
        this.cluster = cluster;
        this.customer = customer;
        this.watchesEachOrder = number % 4 == 0;
        this.door = Math.floorMod((int) Chance.key(customer.id()), 1_000);
        this.visitor = new Visitor(clients, customer.id(), () -> cluster.any(door + knocks++), this::watch);
    }

    Visitor visitor() {
        return visitor;
    }

    /** All of it, step by step. */
    void play() {
        clients.until(customer.joins().toNanos());
        visitor.connect();
        for (Step step : steps()) {
            clients.until(step.at().toNanos());
            step.work().run();
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        customer.absences().forEach(away -> steps.add(new Step(away.from(), () -> visitor.leave(away))));
        for (Placement placement : customer.orders()) {
            steps.add(new Step(placement.at(), () -> place(placement)));
            placement
                    .cancelAfter()
                    .ifPresent(after -> steps.add(new Step(placement.at().plus(after), () -> cancel(placement))));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private void watch(Connection connection) {
        CustomerId me = new CustomerId(customer.id());
        connection.watchOrders(
                "mine",
                "customer:" + customer.id(),
                s -> connection.app().foodcourt().updates().watch(me, s));
        List.copyOf(watched).forEach(order -> watch(connection, order));
    }

    private static void watch(Connection connection, String order) {
        OrderId id = new OrderId(UUID.fromString(order));
        connection.watchOrders(
                order,
                "order:" + order,
                s -> connection.app().foodcourt().updates().watch(id, s));
    }

    private void place(Placement placement) {
        Outcome outcome =
                send(operation(Kind.PLACE, placement), placement, app -> place(app, customer.id(), placement));
        if (watchesEachOrder && outcome == Outcome.ACKNOWLEDGED) {
            watched.add(placement.order());
            visitor.connection().ifPresent(now -> watch(now, placement.order()));
        }
    }

    /** What a placement asks the app for. */
    static Decision place(App app, String customer, Placement placement) {
        return app.foodcourt()
                .orders()
                .place(new PlaceOrder(
                        new CustomerId(customer),
                        new RequestId(placement.requestId()),
                        new RestaurantId(placement.restaurant()),
                        placement.items().stream()
                                .map(i -> new Item(i.dish(), i.quantity(), i.price()))
                                .toList()));
    }

    private void cancel(Placement placement) {
        CancelOrder request = new CancelOrder(
                new CustomerId(customer.id()),
                new RequestId(placement.cancelRequestId()),
                new OrderId(UUID.fromString(placement.order())));
        send(
                operation(Kind.CANCEL, placement),
                placement,
                app -> app.foodcourt().orders().cancel(request));
    }

    private Operation operation(Kind kind, Placement p) {
        return kind == Kind.PLACE
                ? new Operation(kind, customer.id(), p.requestId(), p.order(), p.at().toNanos())
                : new Operation(
                        kind,
                        customer.id(),
                        p.cancelRequestId(),
                        p.order(),
                        p.at().plus(p.cancelAfter().orElse(Duration.ZERO)).toNanos());
    }

    /** Sends until an answer comes or the customer gives up; each time to the next node. */
    private Outcome send(Operation operation, Placement placement, Function<App, Decision> work) {
        Outcome outcome = Outcome.INDETERMINATE;
        for (int send = 1; send <= SENDS_MAX && outcome == Outcome.INDETERMINATE; send++) {
            boolean isImpatient =
                    send == 1 && operation.kind() == Kind.PLACE && placement.journey() == Journey.IMPATIENT;
            Optional<App> app = cluster.any(door + send);
            if (app.isPresent()) {
                outcome = clients.send(
                        app.get(),
                        operation,
                        send,
                        isImpatient ? PATIENCE : Clients.ANSWER_BOUND,
                        () -> work.apply(app.get()));
            }
            if (outcome == Outcome.INDETERMINATE) {
                clients.process().sleep(AGAIN);
            }
        }
        return outcome;
    }
}
