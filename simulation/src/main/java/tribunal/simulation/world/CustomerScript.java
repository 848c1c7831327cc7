package tribunal.simulation.world;

import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CustomerId;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.CustomerStep;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.scenario.schedule.OrderPlacement;
import tribunal.simulation.time.SequentialRandom;
import tribunal.simulation.world.SimulatedClients.Operation;

/** What one customer of the schedule does: connects, watches their orders, places and cancels them, comes back when cut off. */
public final class CustomerScript {
    /** After so many sends without an answer the customer gives up. */
    private static final int SENDS_MAX = 4;

    /** An impatient customer waits no longer for the first answer. */
    private static final Duration PATIENCE = Duration.ofMillis(1);

    private static final Duration AGAIN = Duration.ofMillis(400);

    private final SimulatedClients clients;
    private final SimulatedCluster cluster;
    private final Customer customer;
    private final boolean watchesEachOrder;
    private final List<String> watched = new ArrayList<>();
    private final ReconnectingSubscriber visitor;
    private final int door;
    private final Map<String, Integer> sends = new HashMap<>();
    private int knocks;
    private int answering;

    /** @param number every fourth customer watches each order besides all of theirs */
    public CustomerScript(SimulatedClients clients, SimulatedCluster cluster, Customer customer, int number) {
        this.clients = clients;
        this.cluster = cluster;
        this.customer = customer;
        this.watchesEachOrder = number % 4 == 0;
        this.door = Math.floorMod((int) SequentialRandom.key(customer.id()), 1_000);
        this.visitor =
                new ReconnectingSubscriber(clients, customer.id(), () -> cluster.any(door + knocks++), this::watch);
    }

    public ReconnectingSubscriber visitor() {
        return visitor;
    }

    /** All of it, step by step. */
    public void play() {
        clients.until(customer.joins().toNanos());
        visitor.connect();
        for (CustomerStep step : customer.steps()) {
            clients.until(step.at().toNanos());
            play(step);
        }
    }

    private void play(CustomerStep step) {
        switch (step) {
            case CustomerStep.Leave(OfflinePeriod away) -> visitor.leave(away);
            case CustomerStep.Watch(Duration _, String order) -> watchWhilePlacing(order);
            case CustomerStep.Place place -> place(place);
            case CustomerStep.Ask ask -> ask(ask);
        }
    }

    /** Beside what the customer does next. */
    private void watchWhilePlacing(String order) {
        visitor.connection()
                .ifPresent(now -> clients.process().start(customer.id() + " watches " + order, () -> {
                    watchAll(now);
                    watch(now, order);
                }));
    }

    private void watch(SimulatedSocket connection) {
        watchAll(connection);
        List.copyOf(watched).forEach(order -> watch(connection, order));
    }

    private void watchAll(SimulatedSocket connection) {
        CustomerId me = new CustomerId(customer.id());
        connection.watchOrders(
                "mine",
                "customer:" + customer.id(),
                s -> connection.app().foodcourt().updates().watch(me, s));
    }

    private static void watch(SimulatedSocket connection, String order) {
        OrderId id = new OrderId(UUID.fromString(order));
        connection.watchOrders(
                order,
                "order:" + order,
                s -> connection.app().foodcourt().updates().watch(id, s));
    }

    private void place(CustomerStep.Place step) {
        Outcome outcome = ask(step);
        boolean isNew = !watched.contains(step.order());
        if (watchesEachOrder && isNew && outcome == Outcome.ACKNOWLEDGED) {
            watched.add(step.order());
            visitor.connection().ifPresent(now -> watch(now, step.order()));
        }
    }

    /** What a placement asks the app for. */
    public static CommandResult place(SimulatedApp app, String customer, OrderPlacement placement) {
        return app.foodcourt()
                .orders()
                .place(new PlaceOrder(
                        new CustomerId(customer),
                        new RequestId(placement.requestId()),
                        new RestaurantId(placement.restaurant()),
                        placement.items().stream()
                                .map(i -> new OrderItem(i.dish(), i.quantity(), i.price()))
                                .toList()));
    }

    private Function<SimulatedApp, CommandResult> work(CustomerStep.Ask ask) {
        CustomerId me = new CustomerId(customer.id());
        OrderId order = new OrderId(UUID.fromString(ask.order()));
        return switch (ask) {
            case CustomerStep.Place place -> app -> place(app, customer.id(), place.placement());
            case CustomerStep.Cancel cancel -> {
                CancelOrder request = new CancelOrder(me, new RequestId(cancel.requestId()), order);
                yield app -> app.foodcourt().orders().cancel(request);
            }
            case CustomerStep.Read _ -> app -> read(app, me, order);
        };
    }

    /** As the app's query does: an order of somebody else is as unknown as one that is not there. */
    private static CommandResult read(SimulatedApp app, CustomerId me, OrderId order) {
        return app.reads()
                .order(order)
                .filter(found -> found.customer().equals(me))
                .<CommandResult>map(CommandResult.Accepted::new)
                .orElseGet(() -> new CommandResult.Refused(CommandResult.Reason.UNKNOWN_ORDER));
    }

    private Operation operation(CustomerStep.Ask ask) {
        Optional<OrderPlacement> placement = ask instanceof CustomerStep.Place(Duration _, OrderPlacement p, boolean _)
                ? Optional.of(p)
                : Optional.empty();
        long intended =
                ask.kind() == Kind.READ ? clients.world().now() : ask.at().toNanos();
        return new Operation(ask.kind(), customer.id(), ask.requestId(), ask.order(), intended, placement);
    }

    /**
     * Sends until an answer comes or the customer gives up; each time to the next node. What is read is asked of the node
     * after the one that answered last.
     */
    private Outcome ask(CustomerStep.Ask ask) {
        Operation operation = operation(ask);
        Function<SimulatedApp, CommandResult> work = work(ask);
        int first = ask.kind() == Kind.READ ? answering + 1 : door + 1;
        Outcome outcome = Outcome.INDETERMINATE;
        for (int n = 0; n < SENDS_MAX && outcome == Outcome.INDETERMINATE; n++) {
            boolean isImpatient = n == 0 && ask.isImpatient();
            Optional<SimulatedApp> app = cluster.any(first + n);
            if (app.isPresent()) {
                answering = first + n;
                outcome = clients.send(
                        app.get(),
                        operation,
                        sends.merge(operation.id(), 1, Integer::sum),
                        isImpatient ? PATIENCE : SimulatedClients.ANSWER_BOUND,
                        () -> work.apply(app.get()));
            }
            if (outcome == Outcome.INDETERMINATE) {
                clients.process().sleep(AGAIN);
            }
        }
        return outcome;
    }
}
