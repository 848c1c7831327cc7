package foodcourt.order;

import java.util.UUID;

/** An order's identity: a name-based UUID of the customer and the request that placed it, so a repeated request names the same order. */
public record OrderId(UUID value) implements Comparable<OrderId> {
    /** The id of the order that this request of this customer places. */
    public static OrderId of(CustomerId customer, RequestId request) {
        return new OrderId(UuidV5.of("order", customer.value(), request.value()));
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
