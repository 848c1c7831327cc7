package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.Request;
import foodcourt.port.Request.Kind;
import foodcourt.port.ThirdParties;
import java.util.Optional;

/** One key for all notifications of an order: only the first is ever sent, the others are answered as repetitions of it. */
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

    private static Request shared(Request r) {
        return new Request(
                r.kind(), Optional.of("notify:" + r.order()), r.order(), r.delivery(), r.amountCents(), r.subject());
    }
}
