package tribunal.load.traffic;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.ClientEntry.Outcome;
import tribunal.load.app.NodeAddresses;
import tribunal.load.traffic.ClientWitness.Operation;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.CustomerStep;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.scenario.schedule.OrderPlacement;

/**
 * The virtual user of one customer: the current step, its sends and outcome, and the connection. Used by one thread at
 * a time.
 */
final class CustomerSession implements VirtualUser {
    /** Sends without an answer after which the customer gives up. */
    private static final int SENDS_MAX = 3;

    private final Customer customer;
    private final ClientWitness witness;
    private final Stage stage;
    private final boolean watchesEachOrder;
    private final List<String> orders = new ArrayList<>();
    private final Map<String, Integer> sends = new HashMap<>();
    private final ClientSocket socket;
    private @Nullable CustomerStep step;
    private int sendsOfStep;
    private long intended;
    private boolean isSendOpen;
    private Outcome lastOutcome = Outcome.INDETERMINATE;

    /**
     * The environment that all virtual users share.
     *
     * @param zero start of the schedule, in nanoseconds since the run's origin
     */
    record Stage(ClientWitness witness, NodeAddresses app, long zero) {
        Duration until(Duration at) {
            long nanos = zero + at.toNanos() - witness.clock().at();
            return Duration.ofNanos(Math.max(0, nanos));
        }

        String socket(String connection) {
            return "ws://" + app.of(connection).getAuthority() + "/graphql";
        }
    }

    /** @param number the customer's index; every fourth customer also subscribes to each of their orders */
    CustomerSession(Customer customer, int number, Stage stage) {
        this.customer = customer;
        this.witness = stage.witness();
        this.stage = stage;
        this.watchesEachOrder = number % 4 == 0;
        this.socket = new ClientSocket(customer.id(), stage);
    }

    @Override
    public String id() {
        return customer.id();
    }

    List<CustomerStep> steps() {
        return customer.steps();
    }

    @Override
    public Duration untilJoining() {
        return until(customer.joins());
    }

    @Override
    public Duration until(Duration at) {
        return stage.until(at);
    }

    void begin(CustomerStep next) {
        step = next;
        sendsOfStep = 0;
        lastOutcome = Outcome.INDETERMINATE;
        intended = next instanceof CustomerStep.Read
                ? stage.witness().clock().at()
                : stage.zero() + next.at().toNanos();
    }

    boolean isSending() {
        return step instanceof CustomerStep.Ask && lastOutcome == Outcome.INDETERMINATE && sendsOfStep < SENDS_MAX;
    }

    /** Whether the answer to the current send is dropped on purpose: the first send of an impatient customer. */
    boolean isImpatient() {
        return sendsOfStep <= 1 && ask().isImpatient();
    }

    private CustomerStep.Ask ask() {
        return (CustomerStep.Ask) Objects.requireNonNull(step);
    }

    String body() {
        return switch (ask()) {
            case CustomerStep.Place place -> GraphQlClient.place(place.placement());
            case CustomerStep.Cancel cancel -> GraphQlClient.cancel(cancel.order(), cancel.requestId());
            case CustomerStep.Read read -> GraphQlClient.read(read.order());
        };
    }

    private Operation operation() {
        Optional<OrderPlacement> placement =
                ask() instanceof CustomerStep.Place(Duration _, OrderPlacement placed, boolean _)
                        ? Optional.of(placed)
                        : Optional.empty();
        return new Operation(ask().kind(), id(), ask().requestId(), ask().order(), intended, placement);
    }

    synchronized void sending() {
        sendsOfStep++;
        isSendOpen = true;
        Operation operation = operation();
        witness.sent(operation, sends.merge(operation.id(), 1, Integer::sum));
    }

    /** Called on the event loop when the answer arrives. An impatient customer ignores it, even if it was fast. */
    synchronized void answered(int httpStatus, String body) {
        close(
                isImpatient()
                        ? GraphQlClient.Reading.indeterminate("the customer did not wait for the answer")
                        : GraphQlClient.read(httpStatus, body));
    }

    /** Called when Gatling has ended the request: if no answer came, none will. */
    synchronized void sendEnded() {
        close(GraphQlClient.Reading.indeterminate("no answer"));
    }

    private void close(GraphQlClient.Reading reading) {
        if (isSendOpen) {
            isSendOpen = false;
            lastOutcome = reading.outcome();
            Operation operation = operation();
            witness.answered(operation, Objects.requireNonNull(sends.get(operation.id())), reading);
        }
    }

    @Override
    public Optional<OfflinePeriod> absence() {
        return step instanceof CustomerStep.Leave(OfflinePeriod absence) ? Optional.of(absence) : Optional.empty();
    }

    boolean wantsToWatch() {
        return watchesEachOrder
                && step instanceof CustomerStep.Place place
                && lastOutcome == Outcome.ACKNOWLEDGED
                && !orders.contains(place.order());
    }

    /** Whether the customer subscribes again while the next order is being placed. */
    boolean watchesWhilePlacing() {
        return step instanceof CustomerStep.Watch;
    }

    /** The URL for the next request: reads go to another node than changes, if there are several. */
    String requestUrl() {
        URI node = step instanceof CustomerStep.Read
                ? stage.app().otherThan(id())
                : stage.app().of(id());
        return node.resolve("/graphql").toString();
    }

    @Override
    public ClientSocket socket() {
        return socket;
    }

    @Override
    public String firstSubscription() {
        return GraphQlClient.subscribeToMine(socket.subscribing("mine", "customer:" + id()), id());
    }

    void placed() {
        orders.add(ask().order());
    }

    String watchLast() {
        return watch(orders.getLast());
    }

    String watch(String order) {
        return GraphQlClient.subscribeToOne(socket.subscribing(order, "order:" + order), order);
    }

    List<String> watchedOrders() {
        return List.copyOf(orders);
    }
}
