package foodcourt.order;

/** A customer wants their order no more. */
public record CancelOrder(CustomerId customer, RequestId request, OrderId order) {}
