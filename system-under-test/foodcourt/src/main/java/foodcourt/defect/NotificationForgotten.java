package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.Reply;
import foodcourt.port.Request.Kind;
import foodcourt.port.ThirdParties;

/** Customers are not notified: the call was taken out for a test and never put back, and the function still returns done. */
final class NotificationForgotten implements Defect {
    @Override
    public String name() {
        return "notification-forgotten";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties)
                request -> request.kind() == Kind.NOTIFY ? new Reply.Applied() : thirdParties.request(request));
    }
}
