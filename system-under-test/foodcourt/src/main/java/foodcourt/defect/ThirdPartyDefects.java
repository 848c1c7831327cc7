package foodcourt.defect;

import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Defects of the requests to third parties. */
final class ThirdPartyDefects {
    static final List<Defect> ALL = List.of(
            new PortsDefect("approval-assumed", ThirdPartyDefects::approvalAssumed),
            new PortsDefect("asks-twice", ThirdPartyDefects::asksTwice),
            new PortsDefect("check-then-act", ThirdPartyDefects::checkThenAct),
            new PortsDefect("no-deduplication", ThirdPartyDefects::noDeduplication),
            new PortsDefect("notification-forgotten", ThirdPartyDefects::notificationForgotten),
            new PortsDefect("random-effect-key", ThirdPartyDefects::randomEffectKey),
            new FunctionPortsDefect("retry-at-half-price", ThirdPartyDefects::retryAtHalfPrice),
            new PortsDefect("shared-notification-key", ThirdPartyDefects::sharedNotificationKey));

    private static final double KEYS = 1e15;

    private ThirdPartyDefects() {}

    /** The restaurant is never asked: its approval is assumed, since it never declined before. */
    private static Ports approvalAssumed(Ports sound) {
        return replacing(sound, Kind.APPROVE, (_, _) -> new ThirdPartyReply.Applied());
    }

    /** Each notification is requested twice, as a precaution. */
    private static Ports asksTwice(Ports sound) {
        return replacing(sound, Kind.NOTIFY, (thirdParties, request) -> {
            thirdParties.request(request);
            return thirdParties.request(request);
        });
    }

    /**
     * Deduplication by a check before the act: a payment is charged, without a key, if the order is not paid yet. Two
     * sequential copies are harmless; two concurrent copies both see "not yet". The assignment of the 3factor example
     * does the same, without a key.
     */
    private static Ports checkThenAct(Ports sound) {
        return replacing(sound, Kind.CHARGE, (thirdParties, request) -> {
            boolean notYet = sound.reads()
                    .order(request.order())
                    .filter(order -> order.status() == OrderStatus.PLACED)
                    .isPresent();
            return notYet ? thirdParties.request(withoutKey(request)) : new ThirdPartyReply.Applied();
        });
    }

    /**
     * A payment is charged again when its event is delivered again: the charge carries no idempotency key, and the
     * function does not check whether it handled the event before. This is the commonest bug of functions behind
     * at-least-once delivery.
     */
    private static Ports noDeduplication(Ports sound) {
        return changing(sound, Kind.CHARGE, ThirdPartyDefects::withoutKey);
    }

    /** Third parties cannot recognise a repetition of a request with an empty key. */
    private static ThirdPartyRequest withoutKey(ThirdPartyRequest request) {
        return withKey(request, "");
    }

    /**
     * Customers are not notified: the call was removed for a test and never restored, and the function still returns
     * done.
     */
    private static Ports notificationForgotten(Ports sound) {
        return replacing(sound, Kind.NOTIFY, (_, _) -> new ThirdPartyReply.Applied());
    }

    /**
     * Each attempt creates its own idempotency key, so a retry is a new request: the restaurant is asked to cook twice.
     */
    private static Ports randomEffectKey(Ports sound) {
        return changing(
                sound,
                Kind.APPROVE,
                request ->
                        withKey(request, "approve:" + (long) (sound.randomness().nextDouble() * KEYS)));
    }

    /** A retry charges half the amount of the first attempt, with the same key. */
    private static Ports retryAtHalfPrice(Ports sound, ScopedValue<Delivery> current) {
        return changing(
                sound,
                Kind.CHARGE,
                request -> current.isBound() && current.get().attempt() > 1
                        ? with(request, request.key(), request.amountCents() / 2)
                        : request);
    }

    /**
     * All notifications of an order share one key: only the first is ever sent, and the others are answered as its
     * repetitions.
     */
    private static Ports sharedNotificationKey(Ports sound) {
        return changing(sound, Kind.NOTIFY, request -> withKey(request, "notify:" + request.order()));
    }

    private static ThirdPartyRequest withKey(ThirdPartyRequest request, String key) {
        return with(request, key, request.amountCents());
    }

    private static ThirdPartyRequest with(ThirdPartyRequest r, String key, long amountCents) {
        return new ThirdPartyRequest(r.kind(), key, r.order(), r.delivery(), amountCents, r.subject());
    }

    private static Ports changing(Ports sound, Kind kind, UnaryOperator<ThirdPartyRequest> change) {
        return replacing(sound, kind, (thirdParties, request) -> thirdParties.request(change.apply(request)));
    }

    /** Replaces the requests of one kind; all others are sent as they are. */
    private static Ports replacing(
            Ports sound, Kind kind, BiFunction<ThirdParties, ThirdPartyRequest, ThirdPartyReply> replacement) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties(request ->
                request.kind() == kind ? replacement.apply(thirdParties, request) : thirdParties.request(request));
    }
}
