package foodcourt.port;

import foodcourt.order.CustomerId;
import foodcourt.order.OrderId;

/** The present version of an order. */
public record OrderVersion(OrderId order, CustomerId customer, int version) {}
