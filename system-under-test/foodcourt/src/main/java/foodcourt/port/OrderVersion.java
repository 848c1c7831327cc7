package foodcourt.port;

import foodcourt.order.CustomerId;
import foodcourt.order.OrderId;

/** Which version of an order is the present one. */
public record OrderVersion(OrderId order, CustomerId customer, int version) {}
