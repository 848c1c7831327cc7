package foodcourt.order;

import java.util.UUID;

/**
 * The identity of an order: a name-based UUID of the customer and the request that placed it. A repeated request
 * therefore names the same order.
 */
public record OrderId(UUID value) implements Comparable<OrderId> {
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
