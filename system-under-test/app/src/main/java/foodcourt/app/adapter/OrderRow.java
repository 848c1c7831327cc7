package foodcourt.app.adapter;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/** A row of the table {@code customer_order}. */
final class OrderRow {
    static final String COLUMNS =
            "id, customer, restaurant, placed_by, items, total_cents, status, version, cancelled_by";

    private OrderRow() {}

    /** @throws UnreadableRowException if the row does not have the format that the app writes */
    static Order read(ResultSet row, int number) throws SQLException {
        try {
            return order(row);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableRowException("order " + row.getString("id"), e);
        }
    }

    private static Order order(ResultSet row) throws SQLException {
        String cancelledBy = row.getString("cancelled_by");
        return new Order(
                new OrderId(row.getObject("id", UUID.class)),
                new CustomerId(row.getString("customer")),
                new RestaurantId(row.getString("restaurant")),
                new RequestId(row.getString("placed_by")),
                OrderJson.items(row.getString("items")),
                row.getLong("total_cents"),
                OrderStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                cancelledBy == null ? null : new RequestId(cancelledBy));
    }
}
