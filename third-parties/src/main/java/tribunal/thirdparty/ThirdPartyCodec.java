package tribunal.thirdparty;

import foodcourt.order.EventId;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts requests and replies over HTTP: {@code POST /charge}, the key in the header {@code Idempotency-Key}, JSON.
 */
final class ThirdPartyCodec {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ThirdPartyCodec() {}

    static String kind(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException if it is not a valid request
     */
    static ThirdPartyRequest read(String path, @Nullable String key, String body) {
        try {
            JsonNode json = JSON.readTree(body);
            Kind kind = Kind.valueOf(path.substring(1).toUpperCase(Locale.ROOT));
            OrderId order = new OrderId(UUID.fromString(json.path("order").asString()));
            return new ThirdPartyRequest(
                    kind,
                    key == null ? "" : key,
                    order,
                    delivery(json.path("delivery").asString()),
                    json.path("amount").asLong(0),
                    json.path("subject").asStringOpt().map(OrderStatus::valueOf));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    private static DeliveryId delivery(String text) {
        String[] parts = text.split("/", 2);
        return new DeliveryId(
                new EventId(UUID.fromString(parts[0])), new FunctionName(parts.length > 1 ? parts[1] : ""));
    }

    static String write(ThirdPartyReply reply) {
        ObjectNode json = JSON.createObjectNode();
        switch (reply) {
            case ThirdPartyReply.Applied() -> json.put("reply", "APPLIED");
            case ThirdPartyReply.Refused() -> json.put("reply", "REFUSED");
            case ThirdPartyReply.Closed() -> json.put("reply", "CLOSED");
            case ThirdPartyReply.Refunded(long amount) ->
                json.put("reply", "REFUNDED").put("amount", amount);
            case ThirdPartyReply.Assigned(String courier, Duration ride) ->
                json.put("reply", "ASSIGNED").put("courier", courier).put("rideMillis", ride.toMillis());
            case ThirdPartyReply.NoneFree() -> json.put("reply", "NONE_FREE");
        }
        return json.toString();
    }
}
