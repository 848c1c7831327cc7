package foodcourt.functions;

import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.Delivery;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.Optional;

/** Creates third-party requests with idempotency keys, which are derived from the order or event and never random. */
final class ThirdPartyRequests {
    private ThirdPartyRequests() {}

    /**
     * A request for an effect that happens at most once per order. Refund and charge share a key; release and assign
     * share one.
     */
    static ThirdPartyRequest perOrder(Kind kind, Delivery delivery, long amountCents) {
        OrderId order = delivery.event().order().id();
        String key = prefix(kind) + ":" + order;
        return new ThirdPartyRequest(kind, key, order, delivery.id(), amountCents, Optional.empty());
    }

    /**
     * A request for an effect that happens at most once per event. Its subject is the order's status after the event.
     */
    static ThirdPartyRequest perEvent(Kind kind, Delivery delivery) {
        Order order = delivery.event().order();
        String key = prefix(kind) + ":" + delivery.event().id();
        return new ThirdPartyRequest(kind, key, order.id(), delivery.id(), 0, Optional.of(order.status()));
    }

    private static String prefix(Kind kind) {
        return switch (kind) {
            case CHARGE, REFUND -> "charge";
            case APPROVE -> "approve";
            case ASSIGN, RELEASE -> "assign";
            case NOTIFY -> "notify";
        };
    }
}
