package foodcourt.port;

import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The read model of a restaurant: the number of orders in each status. The revision grows with each change. */
public record Board(RestaurantId restaurant, long revision, SortedMap<OrderStatus, Long> counts) {
    public Board {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
