package foodcourt.updates;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each subscriber the present state, then newer ones, coalesced. Hints bring changes at once. Since hints can be
 * lost, the hub also compares versions with the store at every poll.
 */
public final class UpdateHub implements Updates, HintListener {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateHub.class);

    private static final Duration UNTIL_HINTED = Duration.ofDays(1);

    private final Ports ports;
    private final Duration poll;
    private final OrderFeed orders;
    private final BoardFeed boards;
    private final Signal resync;
    private final Signal hinted;
    private final List<Task> tasks = new ArrayList<>();
    private volatile boolean running = true;

    public UpdateHub(Ports ports, Settings settings) {
        this.ports = ports;
        this.poll = settings.poll();
        this.orders = new OrderFeed(ports);
        this.boards = new BoardFeed(ports);
        this.resync = ports.threads().newSignal();
        this.hinted = ports.threads().newSignal();
    }

    /** Starts listening to hints, and starts the safety net. */
    public void start() {
        ports.hints().listen(this);
        tasks.add(ports.threads().start("resync", () -> repeat(resync, poll, Feed::catchUp)));
        tasks.add(ports.threads().start("read what was hinted", () -> repeat(hinted, UNTIL_HINTED, Feed::readHinted)));
    }

    /** Stops the safety net and the reading of hinted changes. */
    public void stop() {
        running = false;
        resync.raise();
        hinted.raise();
        tasks.forEach(Task::join);
    }

    @Override
    public Subscription watch(OrderId order, Subscriber<Order> subscriber) {
        return orders.watch(order, mailbox(subscriber));
    }

    @Override
    public Subscription watch(CustomerId customer, Subscriber<Order> subscriber) {
        return orders.watch(customer, mailbox(subscriber));
    }

    private CoalescingMailbox<OrderId, Order> mailbox(Subscriber<Order> subscriber) {
        return new CoalescingMailbox<>(ports.threads(), Order::id, Order::version, subscriber);
    }

    @Override
    public Subscription watch(RestaurantId restaurant, Subscriber<Board> subscriber) {
        return boards.watch(
                restaurant, new CoalescingMailbox<>(ports.threads(), Board::restaurant, Board::revision, subscriber));
    }

    @Override
    public void hinted(Hint hint) {
        boolean mustRead =
                switch (hint) {
                    case Hint.OrderChanged(Order order) -> {
                        orders.offer(order);
                        yield false;
                    }
                    case Hint.OrderChangedElsewhere(OrderId order) -> orders.note(order);
                    case Hint.BoardChanged(RestaurantId restaurant) -> boards.note(restaurant);
                    case Hint.DeliveryDue _ -> false;
                };
        if (mustRead) {
            hinted.raise();
        }
    }

    @Override
    public void reconnected() {
        resync.raise();
    }

    /**
     * Runs the work whenever the signal is raised, and at least once per {@code atMost}. The next resync makes up for a
     * failure.
     */
    private void repeat(Signal signal, Duration atMost, Consumer<Feed> work) {
        while (running) {
            signal.await(atMost);
            attempt(orders, work);
            attempt(boards, work);
        }
    }

    private static void attempt(Feed feed, Consumer<Feed> work) {
        try {
            work.accept(feed);
        } catch (RuntimeException e) {
            LOG.warn("subscriptions wait for the next resync: {}", e.toString());
        }
    }
}
