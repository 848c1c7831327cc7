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

/** The changes of orders. A commit of this node comes with its hint; commits of other nodes are read. */
final class OrderFeed implements Feed {
    /** Most orders that one comparison with the store reads; the next comparison continues. */
    private static final int READ_MAX = 10 * ReadModels.ORDERS_MAX;

    private final ReadModels reads;
    private final LiveSubscriptions<OrderId, OrderId, Order> byOrder;
    private final LiveSubscriptions<CustomerId, OrderId, Order> byCustomer;
    private final PendingRefreshes<OrderId> refreshes;

    OrderFeed(Ports ports) {
        this.reads = ports.reads();
        this.byOrder = new LiveSubscriptions<>(ports.threads());
        this.byCustomer = new LiveSubscriptions<>(ports.threads());
        this.refreshes = new PendingRefreshes<>(ports.threads().newMutex());
    }

    Subscription watch(OrderId order, CoalescingMailbox<OrderId, Order> mailbox) {
        return byOrder.register(
                order, mailbox, () -> reads.order(order).stream().toList());
    }

    Subscription watch(CustomerId customer, CoalescingMailbox<OrderId, Order> mailbox) {
        return byCustomer.register(customer, mailbox, () -> reads.ordersOf(customer));
    }

    void offer(Order order) {
        mailboxes(order.id(), order.customer()).forEach(mailbox -> mailbox.offer(order));
    }

    private List<CoalescingMailbox<OrderId, Order>> mailboxes(OrderId order, CustomerId customer) {
        List<CoalescingMailbox<OrderId, Order>> all = new ArrayList<>(byOrder.of(order));
        all.addAll(byCustomer.of(customer));
        return all;
    }

    /**
     * Notes a hinted change; returns whether the order must be read. Only reading shows whether it belongs to a watched
     * customer.
     */
    boolean note(OrderId order) {
        boolean mayBeWatched = byOrder.contains(order) || !byCustomer.isEmpty();
        if (mayBeWatched) {
            refreshes.note(order);
        }
        return mayBeWatched;
    }

    @Override
    public void readHinted() {
        read(refreshes.take());
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
        return mailboxes(present.order(), present.customer()).stream()
                .anyMatch(mailbox -> mailbox.wants(present.order(), present.version()));
    }

    private void read(Set<OrderId> orders) {
        if (!orders.isEmpty()) {
            reads.orders(orders).forEach(this::offer);
        }
    }
}
