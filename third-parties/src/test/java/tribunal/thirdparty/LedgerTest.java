package tribunal.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.CustomerId;
import foodcourt.order.EventId;
import foodcourt.order.EventType;
import foodcourt.order.OrderId;
import foodcourt.order.RequestId;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectApplied;

class LedgerTest {
    private static final OrderId ORDER = order(1);

    private final List<Entry> seen = new ArrayList<>();
    private final Ledger ledger = ledger(0, 0, 1);

    private Ledger ledger(double refuse, double decline, int couriers) {
        return new Ledger(
                42,
                new ThirdPartySettings(refuse, decline, couriers, Duration.ofMillis(200), Duration.ofSeconds(1)),
                () -> 7,
                seen::add);
    }

    private static OrderId order(int n) {
        return OrderId.of(new CustomerId("c"), new RequestId("r" + n));
    }

    private static ThirdPartyRequest request(Kind kind, OrderId order, String key) {
        DeliveryId delivery =
                new DeliveryId(EventId.of(order, EventType.ORDER_PLACED, 1), new FunctionName("ChargePayment"));
        return new ThirdPartyRequest(kind, key, order, delivery, kind == Kind.CHARGE ? 2450 : 0, Optional.empty());
    }

    private static ThirdPartyRequest keyed(Kind kind, String key) {
        return request(kind, ORDER, key);
    }

    private List<Boolean> firsts() {
        return seen.stream()
                .filter(EffectApplied.class::isInstance)
                .map(e -> ((EffectApplied) e).first())
                .toList();
    }

    @Test
    void a_charge_with_a_key_is_applied_once() {
        assertThat(ledger.request(keyed(Kind.CHARGE, "k"))).isEqualTo(new ThirdPartyReply.Applied());
        assertThat(ledger.request(keyed(Kind.CHARGE, "k"))).isEqualTo(new ThirdPartyReply.Applied());
        assertThat(firsts()).containsExactly(true, false);
    }

    @Test
    void a_charge_without_a_key_is_applied_each_time_and_refunded_in_full() {
        ThirdPartyRequest keyless = request(Kind.CHARGE, ORDER, "");
        ledger.request(keyless);
        ledger.request(keyless);
        assertThat(firsts()).containsExactly(true, true);
        assertThat(ledger.request(keyed(Kind.REFUND, "k"))).isEqualTo(new ThirdPartyReply.Refunded(2 * 2450));
    }

    @Test
    void charge_and_refund_commute() {
        assertThat(ledger.request(keyed(Kind.REFUND, "k"))).isEqualTo(new ThirdPartyReply.Refunded(0));
        assertThat(ledger.request(keyed(Kind.CHARGE, "k"))).isEqualTo(new ThirdPartyReply.Closed());
        assertThat(ledger.request(keyed(Kind.REFUND, "k"))).isEqualTo(new ThirdPartyReply.Refunded(0));
    }

    @Test
    void a_repeated_refund_answers_what_the_first_gave_back() {
        ledger.request(keyed(Kind.CHARGE, "k"));
        assertThat(ledger.request(keyed(Kind.REFUND, "k"))).isEqualTo(new ThirdPartyReply.Refunded(2450));
        assertThat(ledger.request(keyed(Kind.REFUND, "k"))).isEqualTo(new ThirdPartyReply.Refunded(2450));
        assertThat(firsts()).containsExactly(true, true, false);
    }

    @Test
    void couriers_are_finite_and_come_back() {
        ThirdPartyReply first = ledger.request(request(Kind.ASSIGN, order(1), "assign:1"));
        assertThat(first).isInstanceOf(ThirdPartyReply.Assigned.class);
        assertThat(ledger.request(request(Kind.ASSIGN, order(1), "assign:1"))).isEqualTo(first);
        ThirdPartyRequest second = request(Kind.ASSIGN, order(2), "assign:2");
        assertThat(ledger.request(second)).isEqualTo(new ThirdPartyReply.NoneFree());
        ledger.request(request(Kind.RELEASE, order(1), "assign:1"));
        assertThat(ledger.request(second)).isEqualTo(new ThirdPartyReply.NoneFree());
        assertThat(ledger.request(request(Kind.ASSIGN, order(3), "assign:3")))
                .isInstanceOf(ThirdPartyReply.Assigned.class);
        assertThat(ledger.request(request(Kind.ASSIGN, order(1), "assign:1"))).isEqualTo(new ThirdPartyReply.Closed());
    }

    @Test
    void refusals_are_a_pure_function_of_seed_and_order_near_their_ratio() {
        Ledger other = ledger(0.03, 0, 1);
        Ledger same = ledger(0.03, 0, 1);
        List<ThirdPartyReply> replies = IntStream.range(0, 10_000)
                .mapToObj(n -> request(Kind.CHARGE, order(n), "charge:" + n))
                .map(r -> {
                    ThirdPartyReply reply = other.request(r);
                    assertThat(same.request(r)).isEqualTo(reply);
                    return reply;
                })
                .toList();
        // 10,000 draws at 3%: 300 expected, standard deviation 17, five of them either way.
        assertThat(replies.stream()
                        .filter(ThirdPartyReply.Refused.class::isInstance)
                        .count())
                .isBetween(215L, 385L);
    }

    @Test
    void it_answers_over_http() throws IOException, InterruptedException {
        try (ThirdPartyServer server = ThirdPartyServer.start(ledger, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            String body = "{\"order\":\"" + ORDER + "\",\"delivery\":\""
                    + keyed(Kind.CHARGE, "k").delivery() + "\",\"amount\":2450}";
            assertThat(post(client, server.uri().resolve("/charge"), body)).isEqualTo("{\"reply\":\"APPLIED\"}");
            assertThat(post(client, server.uri().resolve("/refund"), body))
                    .isEqualTo("{\"reply\":\"REFUNDED\",\"amount\":2450}");
            assertThat(post(client, server.uri().resolve("/nonsense"), body)).isEqualTo("{}");
        }
    }

    private static String post(HttpClient client, URI uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
