package foodcourt.order;

/** Where an order stands. */
public enum OrderStatus {
    PLACED,
    PAID,
    APPROVED,
    COURIER_ASSIGNED,
    DELIVERED,
    CANCELLED,
    REJECTED,
    REFUNDED;

    /** Whether an order that stands here may move there next. No status can be entered twice. */
    public boolean canBecome(OrderStatus next) {
        return switch (this) {
            case PLACED -> next == PAID || next == CANCELLED || next == REJECTED;
            case PAID -> next == APPROVED || next == CANCELLED || next == REJECTED;
            case APPROVED -> next == COURIER_ASSIGNED || next == CANCELLED || next == REJECTED;
            case COURIER_ASSIGNED -> next == DELIVERED;
            case CANCELLED, REJECTED -> next == REFUNDED;
            case DELIVERED, REFUNDED -> false;
        };
    }
}
