package foodcourt.order;

/** The status of an order. */
public enum OrderStatus {
    PLACED,
    PAID,
    APPROVED,
    COURIER_ASSIGNED,
    DELIVERED,
    CANCELLED,
    REJECTED,
    REFUNDED;

    /** Whether an order in this status may enter the next one. No status can be entered twice. */
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
