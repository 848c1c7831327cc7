package foodcourt.updates;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The orders' changes. What this node committed comes with its hint; what others did is read. */
final class OrderFeed implements Feed {
    static final VersionedKind<OrderId, Order> KIND = new VersionedKind<>(Order::id, Order::version);

    /** Orders that one comparison with the store reads at most; the next one goes on. */
    private static final int READ_MAX = 10 * ReadModels.ORDERS_MAX;

    private final ReadModels reads;
    private final SubscriptionIndex<OrderId, OrderId, Order> byOrder;
    private final SubscriptionIndex<CustomerId, OrderId, Order> byCustomer;
    private final PendingRefreshes<OrderId> rumours;

    OrderFeed(Ports ports) {
        this.reads = ports.reads();
        this.byOrder = new SubscriptionIndex<>(ports.threads());
        this.byCustomer = new SubscriptionIndex<>(ports.threads());
        this.rumours = new PendingRefreshes<>(ports.threads().newMutex());
    }

    Subscription watch(OrderId order, CoalescingMailbox<OrderId, Order> mailbox) {
        return byOrder.enter(order, mailbox, () -> reads.order(order).stream().toList());
    }

    Subscription watch(CustomerId customer, CoalescingMailbox<OrderId, Order> mailbox) {
        return byCustomer.enter(customer, mailbox, () -> reads.ordersOf(customer));
    }

    void offer(Order order) {
        watching(order.id(), order.customer()).forEach(mailbox -> mailbox.offer(order));
    }

    private List<CoalescingMailbox<OrderId, Order>> watching(OrderId order, CustomerId customer) {
        List<CoalescingMailbox<OrderId, Order>> all = new ArrayList<>(byOrder.of(order));
        all.addAll(byCustomer.of(customer));
        return all;
    }

    /** Whether it is to be read: a customer's new order can be told from others by reading alone. */
    boolean hear(OrderId order) {
        boolean isNews = byOrder.areAt(order) || !byCustomer.areNone();
        if (isNews) {
            rumours.hear(order);
        }
        return isNews;
    }

    @Override
    public void readHinted() {
        read(rumours.take());
    }

    @Override
    public void catchUp() {
        Set<OrderId> orders = byOrder.watched();
        Set<CustomerId> customers = byCustomer.watched();
        if (orders.isEmpty() && customers.isEmpty()) {
            return;
        }
        Set<OrderId> missed = new TreeSet<>();
        for (OrderVersion present : reads.versions(orders, customers)) {
            if (missed.size() < READ_MAX && isWanted(present)) {
                missed.add(present.order());
            }
        }
        read(missed);
    }

    private boolean isWanted(OrderVersion present) {
        return watching(present.order(), present.customer()).stream()
                .anyMatch(mailbox -> mailbox.wants(present.order(), present.version()));
    }

    private void read(Set<OrderId> orders) {
        if (!orders.isEmpty()) {
            reads.orders(orders).forEach(this::offer);
        }
    }
}
