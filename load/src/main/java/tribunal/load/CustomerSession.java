package tribunal.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.load.ClientWitness.Operation;
import tribunal.scenario.Absence;
import tribunal.scenario.Customer;
import tribunal.scenario.Journey;
import tribunal.scenario.Placement;

/**
 * One customer as Gatling plays them: what they do next, on which connection, and what they wait for. Used by one virtual
 * user, so by one thread at a time.
 */
final class CustomerSession implements Visitor {
    /** After so many sends without an answer the customer gives up. */
    private static final int SENDS_MAX = 3;

    private final Customer customer;
    private final ClientWitness witness;
    private final Stage stage;
    private final boolean watchesEachOrder;
    private final List<String> orders = new ArrayList<>();
    private final List<String> subscriptions = new ArrayList<>();
    private int connections;
    private @Nullable Step step;
    private int send;
    private boolean open;
    private Outcome last = Outcome.INDETERMINATE;

    /** What a customer does at a planned time. */
    sealed interface Step {
        Duration at();

        record Place(Duration at, Placement placement) implements Step {}

        record Cancel(Duration at, Placement placement) implements Step {}

        record Leave(Absence absence) implements Step {
            @Override
            public Duration at() {
                return absence.from();
            }
        }
    }

    /**
     * Where customers play.
     *
     * @param zero the schedule's, in nanoseconds since the run's origin
     */
    record Stage(ClientWitness witness, Addresses app, long zero) {
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
    }

    @Override
    public String id() {
        return customer.id();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        customer.absences().forEach(absence -> steps.add(new Step.Leave(absence)));
        for (Placement placement : customer.orders()) {
            steps.add(new Step.Place(placement.at(), placement));
            placement
                    .cancelAfter()
                    .ifPresent(after -> steps.add(new Step.Cancel(placement.at().plus(after), placement)));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    @Override
    public Duration untilJoining() {
        return until(customer.joins());
    }

    @Override
    public Duration until(Duration at) {
        return stage.until(at);
    }

    void begin(Step next) {
        step = next;
        send = 0;
        last = Outcome.INDETERMINATE;
    }

    boolean isSending() {
        return !(step instanceof Step.Leave) && last == Outcome.INDETERMINATE && send < SENDS_MAX;
    }

    /** Whether the answer to the send under way is to be lost on purpose: the first one of an impatient customer. */
    boolean isImpatient() {
        return send == 1
                && step instanceof Step.Place place
                && place.placement().journey() == Journey.IMPATIENT;
    }

    String body() {
        return switch (Objects.requireNonNull(step)) {
            case Step.Place place -> GraphQl.place(place.placement());
            case Step.Cancel cancel -> GraphQl.cancel(cancel.placement());
            case Step.Leave _ -> throw new IllegalStateException("nothing to send");
        };
    }

    private Operation operation() {
        Step current = Objects.requireNonNull(step);
        long intended = stage.zero() + current.at().toNanos();
        return switch (current) {
            case Step.Place(Duration _, Placement p) ->
                new Operation(Kind.PLACE, id(), p.requestId(), p.order(), intended);
            case Step.Cancel(Duration _, Placement p) ->
                new Operation(Kind.CANCEL, id(), p.cancelRequestId(), p.order(), intended);
            case Step.Leave _ -> throw new IllegalStateException("nothing to send");
        };
    }

    synchronized void sending() {
        send++;
        open = true;
        witness.sent(operation(), send);
    }

    /** The answer is here, on the event loop. An impatient customer has given up on it, however fast it came. */
    synchronized void answered(int httpStatus, String body) {
        close(
                isImpatient()
                        ? GraphQl.Reading.indeterminate("the customer did not wait for the answer")
                        : GraphQl.read(httpStatus, body));
    }

    /** Gatling is done with the request: if no answer came, none will. */
    synchronized void sendEnded() {
        close(GraphQl.Reading.indeterminate("no answer"));
    }

    private void close(GraphQl.Reading reading) {
        if (open) {
            open = false;
            last = reading.outcome();
            witness.answered(operation(), send, reading);
        }
    }

    @Override
    public Optional<Absence> absence() {
        return step instanceof Step.Leave(Absence absence) ? Optional.of(absence) : Optional.empty();
    }

    /** Whether a subscription to the order just placed is wanted. */
    boolean wantsToWatch() {
        return watchesEachOrder && step instanceof Step.Place && last == Outcome.ACKNOWLEDGED;
    }

    @Override
    public void connecting() {
        connections++;
    }

    /** Where this customer's requests go. */
    String door() {
        return stage.app().of(id()).resolve("/graphql").toString();
    }

    @Override
    public String socket() {
        return stage.socket(connection());
    }

    private String connection() {
        return customer.id() + "-" + connections;
    }

    @Override
    public String watchMine() {
        return GraphQl.subscribeToMine(subscribed("mine", "customer:" + id()), id());
    }

    void placed() {
        orders.add(((Step.Place) Objects.requireNonNull(step)).placement().order());
    }

    String watchLast() {
        return watch(orders.getLast());
    }

    String watch(String order) {
        return GraphQl.subscribeToOne(subscribed(order, "order:" + order), order);
    }

    List<String> watchedOrders() {
        return List.copyOf(orders);
    }

    private String subscribed(String what, String entity) {
        String subscription = connection() + "/" + what;
        subscriptions.add(subscription);
        witness.subscribed(connection(), subscription, entity);
        return subscription;
    }

    @Override
    public void disconnecting() {
        subscriptions.forEach(subscription -> witness.unsubscribed(connection(), subscription));
        subscriptions.clear();
    }

    @Override
    public void ponged() {
        witness.ponged(connection());
    }
}
