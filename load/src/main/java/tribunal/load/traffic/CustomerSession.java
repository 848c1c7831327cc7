package tribunal.load.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.ClientEntry.Outcome;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.CustomerStep;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.scenario.schedule.Operation;

/** The virtual user of one customer: its current step, sends, outcome and connection. Not thread-safe. */
final class CustomerSession extends VirtualUser {
    /** The number of sends without an answer after which the customer gives up: after some 30 s of refusals. */
    private static final int SENDS_MAX = 14;

    private static final long BACK_OFF_MILLIS = 100;
    private static final long BACK_OFF_MILLIS_MAX = 3_200;

    private final Customer customer;
    private final boolean watchesEachOrder;
    private final List<String> orders = new ArrayList<>();
    private final Map<String, Integer> sends = new HashMap<>();
    private @Nullable CustomerStep step;
    private int sendsOfStep;
    private long intendedAt;
    private boolean isSendOpen;
    private Outcome lastOutcome = Outcome.INDETERMINATE;

    /** @param number the customer's index; every fourth customer also subscribes to each of their orders */
    CustomerSession(Customer customer, int number, TrafficContext context) {
        super(customer.id(), customer.joins(), context);
        this.customer = customer;
        this.watchesEachOrder = number % 4 == 0;
    }

    List<CustomerStep> steps() {
        return customer.steps();
    }

    void begin(CustomerStep next) {
        step = next;
        sendsOfStep = 0;
        lastOutcome = Outcome.INDETERMINATE;
        intendedAt = isRead(next)
                ? context().witness().clock().now()
                : context().scheduleStart() + next.at().toNanos();
    }

    private static boolean isRead(@Nullable CustomerStep step) {
        return step instanceof CustomerStep.Request request && request.kind() == CustomerStep.Kind.READ;
    }

    boolean isSending() {
        return step instanceof CustomerStep.Request && lastOutcome == Outcome.INDETERMINATE && sendsOfStep < SENDS_MAX;
    }

    /** How long the customer waits before the next send: an impatient one sends again at once, then all back off. */
    Duration untilNextSend() {
        int silent = sendsOfStep - (currentRequest().isImpatient() ? 1 : 0);
        return silent < 1 || !isSending()
                ? Duration.ZERO
                : Duration.ofMillis(Math.min(BACK_OFF_MILLIS << (silent - 1), BACK_OFF_MILLIS_MAX));
    }

    /** Whether the answer to the current send is dropped on purpose: the first send of an impatient customer. */
    boolean isImpatient() {
        return sendsOfStep <= 1 && currentRequest().isImpatient();
    }

    private CustomerStep.Request currentRequest() {
        return (CustomerStep.Request) Objects.requireNonNull(step);
    }

    String body() {
        return body(currentRequest());
    }

    private static String body(CustomerStep.Request request) {
        return switch (request) {
            case CustomerStep.Place place -> GraphQlClient.place(place.placement());
            case CustomerStep.Cancel cancel -> GraphQlClient.cancel(cancel.order(), cancel.requestId());
            case CustomerStep.Read read -> GraphQlClient.read(read.order());
            case CustomerStep.Foreign foreign -> body(foreign.request());
        };
    }

    private Operation operation() {
        return new Operation(id(), currentRequest(), intendedAt);
    }

    synchronized void sending() {
        sendsOfStep++;
        isSendOpen = true;
        Operation operation = operation();
        context().witness().sent(operation, sends.merge(operation.id(), 1, Integer::sum));
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
            context().witness().answered(operation, Objects.requireNonNull(sends.get(operation.id())), reading);
        }
    }

    @Override
    Optional<OfflinePeriod> offlinePeriod() {
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

    /**
     * The URL for the next request, if there are several nodes: each send goes to another node than the one before, and
     * reads begin with another one than changes.
     */
    String requestUrl() {
        int places = sendsOfStep - 1 + (isRead(step) ? 1 : 0);
        return context().app().of(id(), places).resolve("/graphql").toString();
    }

    @Override
    String firstSubscription() {
        return GraphQlClient.subscribeToMine(socket().subscribing("mine", "customer:" + id()), id());
    }

    void placed() {
        orders.add(currentRequest().order());
    }

    String watchLast() {
        return watch(orders.getLast());
    }

    String watch(String order) {
        return GraphQlClient.subscribeToOne(socket().subscribing(order, "order:" + order), order);
    }

    List<String> watchedOrders() {
        return List.copyOf(orders);
    }
}
