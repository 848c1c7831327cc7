package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.CompositeName;

/**
 * One logical operation of a customer, shared by all its sends.
 *
 * @param intended the planned time of the first send, in nanoseconds of the run
 */
public record Operation(String customer, CustomerStep.Request request, long intended) {
    /** Returns the placing of an order outside the schedule. */
    public static Operation place(String customer, OrderPlacement placement, long at) {
        return new Operation(customer, new CustomerStep.Place(Duration.ZERO, placement, false), at);
    }

    /** Returns the name in histories. */
    public String id() {
        return CompositeName.of(request.kind().name().toLowerCase(Locale.ROOT), customer, request.requestId());
    }

    /** Returns the entry about its n-th send. */
    public OperationSent sent(long at, int send) {
        Optional<OrderPlacement> placement =
                request instanceof CustomerStep.Place place ? Optional.of(place.placement()) : Optional.empty();
        return new OperationSent(
                at,
                id(),
                send,
                request.kind().name(),
                "order:" + request.order(),
                customer,
                intended,
                placement.map(Operation::input).orElse(Map.of()),
                content(placement).orElse(null));
    }

    private static Map<String, String> input(OrderPlacement placement) {
        return Map.of("restaurant", placement.restaurant(), "total", Long.toString(placement.total()));
    }

    private Optional<Content> content(Optional<OrderPlacement> placement) {
        return request instanceof CustomerStep.Foreign
                ? Optional.of(Content.FORBIDDEN)
                : OrderPlacement.content(request.requestId(), placement);
    }
}
