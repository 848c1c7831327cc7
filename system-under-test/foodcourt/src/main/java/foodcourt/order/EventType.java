package foodcourt.order;

/** The type of an event: one for each status that an order can enter. */
public enum EventType {
    ORDER_PLACED("OrderPlaced", OrderStatus.PLACED),
    ORDER_PAID("OrderPaid", OrderStatus.PAID),
    ORDER_APPROVED("OrderApproved", OrderStatus.APPROVED),
    COURIER_ASSIGNED("CourierAssigned", OrderStatus.COURIER_ASSIGNED),
    ORDER_DELIVERED("OrderDelivered", OrderStatus.DELIVERED),
    ORDER_CANCELLED("OrderCancelled", OrderStatus.CANCELLED),
    ORDER_REJECTED("OrderRejected", OrderStatus.REJECTED),
    ORDER_REFUNDED("OrderRefunded", OrderStatus.REFUNDED);

    private final String label;
    private final OrderStatus entered;

    EventType(String label, OrderStatus entered) {
        this.label = label;
        this.entered = entered;
    }

    /** The spelling in the log and for the outside world: {@code OrderPlaced}. */
    public String label() {
        return label;
    }

    public static EventType entering(OrderStatus status) {
        for (EventType type : values()) {
            if (type.entered == status) {
                return type;
            }
        }
        throw new IllegalArgumentException("no event type for " + status);
    }

    public static EventType labelled(String label) {
        for (EventType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no event type is called " + label);
    }
}
