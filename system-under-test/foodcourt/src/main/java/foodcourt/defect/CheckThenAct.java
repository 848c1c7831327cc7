package foodcourt.defect;

import foodcourt.order.OrderStatus;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;

/**
 * Deduplication by a check before the act: a payment is charged, without a key, if the order is not paid yet. Two
 * sequential copies are harmless; two concurrent copies both see "not yet". The assignment of the 3factor example does
 * the same, without a key.
 */
final class CheckThenAct implements Defect {
    @Override
    public String name() {
        return "check-then-act";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties)
                request -> request.kind() == Kind.CHARGE ? charged(request, sound) : thirdParties.request(request));
    }

    private static ThirdPartyReply charged(ThirdPartyRequest request, Ports sound) {
        ReadModels reads = sound.reads();
        boolean notYet = reads.order(request.order())
                .filter(order -> order.status() == OrderStatus.PLACED)
                .isPresent();
        return notYet
                ? sound.thirdParties().request(NoDeduplication.withoutKey(request))
                : new ThirdPartyReply.Applied();
    }
}
