package foodcourt.order;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.CommandResult.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {
    private static final OrderItem PIZZA = new OrderItem("pizza", 2, 900);

    private static Optional<Reason> refusal(String customer, String request, String restaurant, List<OrderItem> items) {
        return new PlaceOrder(new CustomerId(customer), new RequestId(request), new RestaurantId(restaurant), items)
                .refusal();
    }

    private static Optional<Reason> refusal(OrderItem item) {
        return refusal("ann", "q-1", "r", List.of(item));
    }

    @Test
    void every_limit_can_be_reached() {
        String longest = "x".repeat(128);
        OrderItem dearest = new OrderItem("y".repeat(100), 1_000, 1_000_000);
        assertThat(refusal(longest, longest, longest, List.of(dearest))).isEmpty();
        assertThat(refusal("ann", "q-1", "r", Collections.nCopies(100, PIZZA))).isEmpty();
    }

    @Test
    void a_customer_request_or_restaurant_that_is_empty_too_long_or_cannot_be_stored_is_refused() {
        for (String text : List.of("", "x".repeat(129), "a\0b", "a\uD83C")) {
            assertThat(refusal(text, "q-1", "r", List.of(PIZZA))).contains(Reason.INVALID_TEXT);
            assertThat(refusal("ann", text, "r", List.of(PIZZA))).contains(Reason.INVALID_TEXT);
            assertThat(refusal("ann", "q-1", text, List.of(PIZZA))).contains(Reason.INVALID_TEXT);
        }
    }

    @Test
    void an_item_out_of_range_is_refused() {
        List.of("", " ", "y".repeat(101), "a\0b", "\uDF55")
                .forEach(dish -> assertThat(refusal(new OrderItem(dish, 1, 1))).contains(Reason.INVALID_ITEMS));
        assertThat(refusal(new OrderItem("pizza", 1_001, 1))).contains(Reason.INVALID_ITEMS);
        assertThat(refusal("ann", "q-1", "r", Collections.nCopies(101, PIZZA))).contains(Reason.INVALID_ITEMS);
    }
}
