package foodcourt.app.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OrderJsonTest {
    private final Event event = Event.of(
            Order.placed(new PlaceOrder(
                    new CustomerId("ann"),
                    new RequestId("q-1"),
                    new RestaurantId("trattoria"),
                    List.of(new OrderItem("pizza", 2, 950)))),
            null);

    private Event read(String payload) {
        return OrderJson.event(event.id().value(), event.type().label(), event.ordinal(), payload);
    }

    @Test
    void a_payload_is_read_as_it_was_written() {
        assertThat(read(OrderJson.payload(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"order\": null}",
                "{\"customer\": null}",
                "{\"customer\": 7}",
                "{\"restaurant\": null}",
                "{\"placedBy\": null}",
                "{\"status\": null}",
                "{\"totalCents\": null}",
                "{\"items\": null}",
                "{\"items\": {}}",
                "{\"items\": [null]}",
                "{\"items\": [{\"dish\": null, \"quantity\": 2, \"priceCents\": 950}]}"
            })
    void a_payload_with_a_null_or_a_value_of_another_type_cannot_be_read(String change) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode spoiled = (ObjectNode) json.readTree(OrderJson.payload(event));
        spoiled.setAll((ObjectNode) json.readTree(change));
        assertThatThrownBy(() -> read(spoiled.toString()))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageStartingWith("event " + event.id() + " cannot be read: ");
    }
}
