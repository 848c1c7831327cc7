package foodcourt.order;

import java.util.List;

/** A customer wants these items. */
public record PlaceOrder(CustomerId customer, RequestId request, RestaurantId restaurant, List<Item> items) {}
