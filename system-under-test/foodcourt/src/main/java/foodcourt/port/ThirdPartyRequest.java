package foodcourt.port;

import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import java.util.Optional;

/**
 * An effect wanted of a third party.
 *
 * @param key what makes it the same effect when asked again; empty sends none, and each request is an effect of its own
 * @param delivery on whose behalf, for the record
 * @param amountCents what to charge; 0 for other kinds
 * @param subject what a push message says: the order's status; empty for other kinds
 */
public record ThirdPartyRequest(
        Kind kind,
        Optional<String> key,
        OrderId order,
        DeliveryId delivery,
        long amountCents,
        Optional<OrderStatus> subject) {
    /** The kinds of effects. */
    public enum Kind {
        CHARGE,
        /** Gives back what was charged under this key, and closes the key. */
        REFUND,
        APPROVE,
        ASSIGN,
        /** Frees the courier assigned under this key, and closes the key. */
        RELEASE,
        NOTIFY
    }

    /** The same under another key. */
    public ThirdPartyRequest withKey(Optional<String> other) {
        return new ThirdPartyRequest(kind, other, order, delivery, amountCents, subject);
    }
}
