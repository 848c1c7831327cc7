package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest.Kind;

/**
 * Customers are not notified: the call was removed for a test and never restored, and the function still returns done.
 */
final class NotificationForgotten implements Defect {
    @Override
    public String name() {
        return "notification-forgotten";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties) request ->
                request.kind() == Kind.NOTIFY ? new ThirdPartyReply.Applied() : thirdParties.request(request));
    }
}
