package foodcourt.port;

import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import java.util.Optional;

/**
 * A request for an effect by a third party.
 *
 * @param key identifies the effect: requests with the same key ask for the same effect
 * @param delivery the delivery that causes the request, for the record
 * @param amountCents the amount to charge; 0 for other kinds
 * @param subject the order's status, which a push message reports; empty for other kinds
 */
public record ThirdPartyRequest(
        Kind kind, String key, OrderId order, DeliveryId delivery, long amountCents, Optional<OrderStatus> subject) {
    public enum Kind {
        CHARGE,
        /** Refunds the charge under this key, and closes the key. */
        REFUND,
        APPROVE,
        ASSIGN,
        /** Releases the courier assigned under this key, and closes the key. */
        RELEASE,
        NOTIFY
    }
}
