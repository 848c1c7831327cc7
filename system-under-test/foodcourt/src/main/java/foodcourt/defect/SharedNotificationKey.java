package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyRequest;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.Optional;

/**
 * All notifications of an order share one key: only the first is ever sent, and the others are answered as its
 * repetitions.
 */
final class SharedNotificationKey implements Defect {
    @Override
    public String name() {
        return "shared-notification-key";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties)
                request -> thirdParties.request(request.kind() == Kind.NOTIFY ? shared(request) : request));
    }

    private static ThirdPartyRequest shared(ThirdPartyRequest r) {
        return new ThirdPartyRequest(
                r.kind(), Optional.of("notify:" + r.order()), r.order(), r.delivery(), r.amountCents(), r.subject());
    }
}
