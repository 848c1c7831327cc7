package foodcourt.app.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HintCodecTest {
    private final Order order = Order.placed(new PlaceOrder(
            new CustomerId("ann"),
            new RequestId("q-1"),
            new RestaurantId("r"),
            List.of(new OrderItem("pizza", 1, 900))));

    @Test
    void another_node_reads_what_was_written_the_order_by_its_id_alone() {
        Hint.BoardChanged board = new Hint.BoardChanged(new RestaurantId("café \n 100%"));
        Hint.DeliveryDue due = new Hint.DeliveryDue(new FunctionName("ChargePayment"), Duration.ZERO);
        List<String> words = Stream.of(new Hint.OrderChanged(order), board, due)
                .flatMap(hint -> HintCodec.word(hint).stream())
                .toList();
        List<String> payloads = HintCodec.payloads("me", words);
        assertThat(payloads).hasSize(1).allMatch(p -> HintCodec.sender(p).equals("me"));
        assertThat(HintCodec.hints(payloads.getFirst()))
                .containsExactly(new Hint.OrderChangedElsewhere(order.id()), board, due);
    }

    @Test
    void a_delivery_due_later_is_not_announced() {
        assertThat(HintCodec.word(new Hint.DeliveryDue(new FunctionName("f"), Duration.ofMillis(1))))
                .isEmpty();
    }

    /** A word of an order has 1 + 36 characters and a space before it: (7,999 − 2) / 38 = 210 fit into one payload. */
    @Test
    void payloads_stay_below_8000_bytes_and_lose_no_word() {
        List<String> words = IntStream.range(0, 1_000)
                .mapToObj(n -> "o" + new OrderId(new UUID(0, n)))
                .toList();
        List<String> payloads = HintCodec.payloads("me", words);
        assertThat(payloads).hasSize(5);
        assertThat(payloads).allMatch(p -> p.getBytes(StandardCharsets.UTF_8).length < 8_000);
        assertThat(payloads.stream().flatMap(p -> HintCodec.hints(p).stream())).hasSize(1_000);
    }

    @Test
    void a_word_too_long_for_any_payload_is_left_to_the_safety_net() {
        assertThat(HintCodec.payloads("me", List.of("b" + "x".repeat(8_000)))).isEmpty();
        assertThat(HintCodec.payloads("me", List.of("b" + "x".repeat(8_000), "fA")))
                .containsExactly("me fA");
    }

    @Test
    void words_that_cannot_be_read_are_passed_over() {
        assertThat(HintCodec.hints("me x1 o1 b%ZZ  fA"))
                .containsExactly(new Hint.DeliveryDue(new FunctionName("A"), Duration.ZERO));
        assertThat(HintCodec.hints("")).isEmpty();
    }
}
