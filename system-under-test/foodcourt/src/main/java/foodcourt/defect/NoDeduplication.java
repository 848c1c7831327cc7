package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.Optional;

/**
 * A payment is charged again when its event is delivered again: the charge carries no idempotency key, and the function
 * does not check whether it handled the event before. This is the commonest bug of functions behind at-least-once
 * delivery.
 */
final class NoDeduplication implements Defect {
    @Override
    public String name() {
        return "no-deduplication";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties)
                request -> thirdParties.request(request.kind() == Kind.CHARGE ? withoutKey(request) : request));
    }

    static ThirdPartyRequest withoutKey(ThirdPartyRequest r) {
        return r.withKey(Optional.empty());
    }
}
