package foodcourt.app.adapter;

import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Encodes hints for PostgreSQL's notifications. A hint is a word without spaces: a letter for its kind, then an id. A
 * payload is the sender's name and some of these words, in ASCII.
 */
final class HintCodec {
    /** The longest payload: PostgreSQL takes less than 8,000 bytes. */
    static final int PAYLOAD_MAX = 7_999;

    private static final String SEPARATOR = " ";

    private HintCodec() {}

    /** The hint as a word; none for a delivery that is due later, which other nodes find by polling. */
    static Optional<String> word(Hint hint) {
        return switch (hint) {
            case Hint.OrderChanged(var order) -> Optional.of("o" + order.id());
            case Hint.OrderChangedElsewhere(OrderId order) -> Optional.of("o" + order);
            case Hint.BoardChanged(RestaurantId restaurant) ->
                Optional.of("b" + URLEncoder.encode(restaurant.value(), StandardCharsets.UTF_8));
            case Hint.DeliveryDue(FunctionName function, Duration in) ->
                in.isZero() ? Optional.of("f" + function) : Optional.empty();
        };
    }

    /** The fewest payloads that hold the words, without words too long for any: the safety net finds their changes. */
    static List<String> payloads(String sender, Collection<String> words) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(sender);
        for (String word : words) {
            int added = SEPARATOR.length() + word.length();
            if (sender.length() + added > PAYLOAD_MAX) {
                continue;
            }
            if (payload.length() + added > PAYLOAD_MAX) {
                payloads.add(payload.toString());
                payload = new StringBuilder(sender);
            }
            payload.append(SEPARATOR).append(word);
        }
        if (payload.length() > sender.length()) {
            payloads.add(payload.toString());
        }
        return payloads;
    }

    static String sender(String payload) {
        int end = payload.indexOf(SEPARATOR);
        return end < 0 ? payload : payload.substring(0, end);
    }

    /** The hints of a payload. Words that cannot be read, perhaps from a newer node, are skipped. */
    static List<Hint> hints(String payload) {
        return Stream.of(payload.split(SEPARATOR, -1))
                .skip(1)
                .flatMap(HintCodec::hint)
                .toList();
    }

    private static Stream<Hint> hint(String word) {
        try {
            String id = word.isEmpty() ? "" : word.substring(1);
            return switch (word.isEmpty() ? ' ' : word.charAt(0)) {
                case 'o' -> Stream.of(new Hint.OrderChangedElsewhere(new OrderId(UUID.fromString(id))));
                case 'b' ->
                    Stream.of(new Hint.BoardChanged(new RestaurantId(URLDecoder.decode(id, StandardCharsets.UTF_8))));
                case 'f' -> Stream.of(new Hint.DeliveryDue(new FunctionName(id), Duration.ZERO));
                default -> Stream.empty();
            };
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
