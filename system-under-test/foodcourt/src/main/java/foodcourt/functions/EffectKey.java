package foodcourt.functions;

import foodcourt.port.Delivery;
import foodcourt.port.Request;
import foodcourt.port.Request.Kind;
import java.util.Optional;

/** What makes an effect the same when it is asked for again: derived from order or event, never random. */
final class EffectKey {
    private EffectKey() {}

    /** A request for an effect that an order can have once; refund and charge share a key, release and assign share one. */
    static Request perOrder(Kind kind, Delivery delivery, long amountCents) {
        return request(kind, prefix(kind) + ":" + delivery.event().order().id(), delivery, amountCents);
    }

    /** A request for an effect that an event can have once. */
    static Request perEvent(Kind kind, Delivery delivery) {
        return request(kind, prefix(kind) + ":" + delivery.event().id(), delivery, 0);
    }

    private static Request request(Kind kind, String key, Delivery delivery, long amountCents) {
        return new Request(kind, Optional.of(key), delivery.event().order().id(), delivery.id(), amountCents);
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
