package foodcourt.app.adapter;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.EventId;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of orders in the event log: the order after the event, and its status before. */
final class OrderJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private OrderJson() {}

    static String items(List<OrderItem> items) {
        return JSON.writeValueAsString(items);
    }

    static List<OrderItem> items(String json) {
        return items(JSON.readTree(json));
    }

    private static List<OrderItem> items(JsonNode array) {
        return array.asArray()
                .valueStream()
                .map(item -> new OrderItem(
                        text(item, "dish"),
                        item.required("quantity").intValue(),
                        item.required("priceCents").longValue()))
                .toList();
    }

    /** Returns the text of a field; throws JacksonException if the field is absent, null or no text. */
    private static String text(JsonNode json, String field) {
        return json.required(field).requireNonNull().stringValue();
    }

    static String payload(Event event) {
        Order order = event.order();
        RequestId cancelledBy = order.cancelledBy();
        OrderStatus from = event.from();
        return JSON.createObjectNode()
                .put("order", order.id().toString())
                .put("customer", order.customer().value())
                .put("restaurant", order.restaurant().value())
                .put("placedBy", order.placedBy().value())
                .put("totalCents", order.totalCents())
                .put("status", order.status().name())
                .put("version", order.version())
                .put("cancelledBy", cancelledBy == null ? null : cancelledBy.value())
                .put("from", from == null ? null : from.name())
                .set("items", JSON.valueToTree(order.items()))
                .toString();
    }

    /** @throws UnreadableRowException if the payload does not have the format that {@link #payload} writes */
    static Event event(UUID id, String type, int ordinal, String payload) {
        try {
            return event(id, type, ordinal, JSON.readTree(payload));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableRowException("event " + id, e);
        }
    }

    private static Event event(UUID id, String type, int ordinal, JsonNode json) {
        JsonNode cancelledBy = json.required("cancelledBy");
        JsonNode from = json.required("from");
        Order order = new Order(
                new OrderId(UUID.fromString(text(json, "order"))),
                new CustomerId(text(json, "customer")),
                new RestaurantId(text(json, "restaurant")),
                new RequestId(text(json, "placedBy")),
                items(json.required("items")),
                json.required("totalCents").longValue(),
                OrderStatus.valueOf(text(json, "status")),
                json.required("version").intValue(),
                cancelledBy.isNull() ? null : new RequestId(cancelledBy.stringValue()));
        return new Event(
                new EventId(id),
                EventType.labelled(type),
                ordinal,
                order,
                from.isNull() ? null : OrderStatus.valueOf(from.stringValue()));
    }
}
