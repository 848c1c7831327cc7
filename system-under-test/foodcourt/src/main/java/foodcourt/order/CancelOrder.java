package foodcourt.order;

/** A customer wants their order no more. */
public record CancelOrder(CustomerId customer, RequestId request, OrderId order) {
    /** Whether its texts are neither empty nor too long, and can be stored. */
    public boolean isValid() {
        return customer.isValid() && request.isValid();
    }
}
