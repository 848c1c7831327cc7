package foodcourt.order;

/** A request of a customer to cancel an order. */
public record CancelOrder(CustomerId customer, RequestId request, OrderId order) {
    public boolean isValid() {
        return customer.isValid() && request.isValid();
    }
}
