package foodcourt.order;

/** What happened to an order: one type per status entered. */
public enum EventType {
    ORDER_PLACED("OrderPlaced"),
    ORDER_PAID("OrderPaid"),
    ORDER_APPROVED("OrderApproved"),
    COURIER_ASSIGNED("CourierAssigned"),
    ORDER_DELIVERED("OrderDelivered"),
    ORDER_CANCELLED("OrderCancelled"),
    ORDER_REJECTED("OrderRejected"),
    ORDER_REFUNDED("OrderRefunded");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    /** As the log and the outside world spell it: {@code OrderPlaced}. */
    public String label() {
        return label;
    }
}
