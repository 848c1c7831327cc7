package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.Reply;
import foodcourt.port.Request.Kind;
import foodcourt.port.ThirdParties;

/** A restaurant that never declined is not asked any more: its approval is taken for granted. */
final class ApprovalAssumed implements Defect {
    @Override
    public String name() {
        return "approval-assumed";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties)
                request -> request.kind() == Kind.APPROVE ? new Reply.Applied() : thirdParties.request(request));
    }
}
