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
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.IndexedRandom;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.CustomerStep;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.scenario.schedule.Operation;
import tribunal.scenario.schedule.OrderPlacement;

/** The script of one customer: connects, watches, places and cancels orders, and reconnects after a lost connection. */
public final class CustomerScript {
    /** Number of sends without an answer after which the customer gives up. */
    private static final int SENDS_MAX = 4;

    /** Longest wait of an impatient customer for the first answer. */
    private static final Duration PATIENCE = Duration.ofMillis(1);

    private static final Duration RETRY_DELAY = Duration.ofMillis(400);

    private final SimulatedClients clients;
    private final SimulatedCluster cluster;
    private final Customer customer;
    private final WatchedTopics topics;
    private final boolean watchesEachOrder;
    private final List<String> watched = new ArrayList<>();
    private final ReconnectingSubscriber subscriber;
    private final int firstNode;
    private final Map<String, Integer> sends = new HashMap<>();
    private int lastNode;

    /** @param number index of the customer */
    public CustomerScript(
            SimulatedClients clients, SimulatedCluster cluster, Customer customer, int number, WatchedTopics topics) {
        this.clients = clients;
        this.cluster = cluster;
        this.customer = customer;
        this.topics = topics;
        this.watchesEachOrder = topics.includeEachOrderOf(number);
        this.firstNode = Math.floorMod((int) IndexedRandom.key(customer.id()), 1_000);
        this.subscriber = new ReconnectingSubscriber(clients, cluster, customer.id(), firstNode, this::watch);
    }

    public ReconnectingSubscriber subscriber() {
        return subscriber;
    }

    public void play() {
        clients.sleepUntil(customer.joins().toNanos());
        subscriber.connect();
        for (CustomerStep step : customer.steps()) {
            clients.sleepUntil(step.at().toNanos());
            play(step);
        }
    }

    private void play(CustomerStep step) {
        switch (step) {
            case CustomerStep.Leave(OfflinePeriod absence) -> subscriber.leave(absence);
            case CustomerStep.Watch(Duration _, String order) -> watchWhilePlacing(order);
            case CustomerStep.Place place -> place(place);
            case CustomerStep.Request ask -> send(ask);
        }
    }

    /** Watches an order on another thread, while the customer goes on. */
    private void watchWhilePlacing(String order) {
        subscriber
                .socket()
                .ifPresent(current -> clients.process().start(customer.id() + " watches " + order, () -> {
                    watchAll(current);
                    if (topics.includeSingleOrders()) {
                        watch(current, order);
                    }
                }));
    }

    private void watch(SimulatedSocket socket) {
        watchAll(socket);
        List.copyOf(watched).forEach(order -> watch(socket, order));
    }

    private void watchAll(SimulatedSocket socket) {
        if (topics.includeAllTogether()) {
            CustomerId self = new CustomerId(customer.id());
            socket.watchOrders(
                    "mine",
                    "customer:" + customer.id(),
                    s -> socket.app().foodcourt().updates().watch(self, s));
        }
    }

    private static void watch(SimulatedSocket socket, String order) {
        OrderId id = new OrderId(UUID.fromString(order));
        socket.watchOrders(
                order, "order:" + order, s -> socket.app().foodcourt().updates().watch(id, s));
    }

    private void place(CustomerStep.Place step) {
        Outcome outcome = send(step);
        boolean isNew = !watched.contains(step.order());
        if (watchesEachOrder && isNew && outcome == Outcome.ACKNOWLEDGED) {
            watched.add(step.order());
            subscriber.socket().ifPresent(current -> watch(current, step.order()));
        }
    }

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

    private Function<SimulatedApp, CommandResult> request(CustomerStep.Request ask) {
        CustomerId self = new CustomerId(customer.id());
        OrderId order = new OrderId(UUID.fromString(ask.order()));
        return switch (ask) {
            case CustomerStep.Place place -> app -> place(app, customer.id(), place.placement());
            case CustomerStep.Cancel cancel -> {
                CancelOrder command = new CancelOrder(self, new RequestId(cancel.requestId()), order);
                yield app -> app.foodcourt().orders().cancel(command);
            }
            case CustomerStep.Read _ -> app -> read(app, self, order);
            case CustomerStep.Foreign foreign -> request(foreign.request());
        };
    }

    /** Reads an order as the app's query does: an order of another customer is as unknown as a missing one. */
    private static CommandResult read(SimulatedApp app, CustomerId self, OrderId order) {
        return app.foodcourt()
                .reads()
                .order(order)
                .filter(found -> found.customer().equals(self))
                .<CommandResult>map(CommandResult.Accepted::new)
                .orElseGet(() -> new CommandResult.Refused(CommandResult.Reason.UNKNOWN_ORDER));
    }

    private Operation operation(CustomerStep.Request ask) {
        long intended = ask.kind() == CustomerStep.Kind.READ
                ? clients.time().now()
                : ask.at().toNanos();
        return new Operation(customer.id(), ask, intended);
    }

    /**
     * Sends until an answer comes or the customer gives up, each time to the next node. A read goes to the node after
     * the one that answered last.
     */
    private Outcome send(CustomerStep.Request ask) {
        Operation operation = operation(ask);
        Function<SimulatedApp, CommandResult> request = request(ask);
        int start = ask.kind() == CustomerStep.Kind.READ ? lastNode + 1 : firstNode + 1;
        Outcome outcome = Outcome.INDETERMINATE;
        for (int n = 0; n < SENDS_MAX && outcome == Outcome.INDETERMINATE; n++) {
            boolean isImpatient = n == 0 && ask.isImpatient();
            Optional<SimulatedApp> app = cluster.any(start + n);
            if (app.isPresent()) {
                lastNode = start + n;
                outcome = clients.send(
                        app.get(),
                        operation,
                        sends.merge(operation.id(), 1, Integer::sum),
                        isImpatient ? PATIENCE : SimulatedClients.ANSWER_BOUND,
                        () -> request.apply(app.get()));
            }
            if (outcome == Outcome.INDETERMINATE) {
                clients.process().sleep(RETRY_DELAY);
            }
        }
        return outcome;
    }
}
