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
 * One customer as Gatling plays them: what they do next, on which connection, and what they wait for. Used by one virtual
 * user, so by one thread at a time.
 */
final class CustomerSession implements VirtualUser {
    /** After so many sends without an answer the customer gives up. */
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
    private boolean open;
    private Outcome last = Outcome.INDETERMINATE;

    /**
     * Where customers play.
     *
     * @param zero the schedule's, in nanoseconds since the run's origin
     */
    record Stage(ClientWitness witness, NodeAddresses app, long zero) {
        /** How long until that time of the schedule; zero if it has passed. */
        Duration until(Duration at) {
            long nanos = zero + at.toNanos() - witness.clocks().at();
            return Duration.ofNanos(Math.max(0, nanos));
        }

        /** Where a connection of this name goes. */
        String socket(String connection) {
            return "ws://" + app.of(connection).getAuthority() + "/graphql";
        }
    }

    /** @param number every fourth customer watches each order besides all of theirs */
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
        last = Outcome.INDETERMINATE;
        intended = next instanceof CustomerStep.Read
                ? stage.witness().clocks().at()
                : stage.zero() + next.at().toNanos();
    }

    boolean isSending() {
        return step instanceof CustomerStep.Ask && last == Outcome.INDETERMINATE && sendsOfStep < SENDS_MAX;
    }

    /** Whether the answer to the send under way is to be lost on purpose: the first one of an impatient customer. */
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
        open = true;
        Operation operation = operation();
        witness.sent(operation, sends.merge(operation.id(), 1, Integer::sum));
    }

    /** The answer is here, on the event loop. An impatient customer has given up on it, however fast it came. */
    synchronized void answered(int httpStatus, String body) {
        close(
                isImpatient()
                        ? GraphQlClient.Reading.indeterminate("the customer did not wait for the answer")
                        : GraphQlClient.read(httpStatus, body));
    }

    /** Gatling is done with the request: if no answer came, none will. */
    synchronized void sendEnded() {
        close(GraphQlClient.Reading.indeterminate("no answer"));
    }

    private void close(GraphQlClient.Reading reading) {
        if (open) {
            open = false;
            last = reading.outcome();
            Operation operation = operation();
            witness.answered(operation, Objects.requireNonNull(sends.get(operation.id())), reading);
        }
    }

    @Override
    public Optional<OfflinePeriod> absence() {
        return step instanceof CustomerStep.Leave(OfflinePeriod absence) ? Optional.of(absence) : Optional.empty();
    }

    /** Whether a subscription to the order just placed is wanted. */
    boolean wantsToWatch() {
        return watchesEachOrder
                && step instanceof CustomerStep.Place place
                && last == Outcome.ACKNOWLEDGED
                && !orders.contains(place.order());
    }

    /** Whether the customer subscribes once more while the next order is being placed. */
    boolean watchesWhilePlacing() {
        return step instanceof CustomerStep.Watch;
    }

    /** Where the next request goes: what is read is asked of another node than what is changed, if there are several. */
    String door() {
        URI node = step instanceof CustomerStep.Read
                ? stage.app().besides(id())
                : stage.app().of(id());
        return node.resolve("/graphql").toString();
    }

    @Override
    public ClientSocket socket() {
        return socket;
    }

    @Override
    public String watchMine() {
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
