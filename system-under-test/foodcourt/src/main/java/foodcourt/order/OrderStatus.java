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
    REFUNDED
}
