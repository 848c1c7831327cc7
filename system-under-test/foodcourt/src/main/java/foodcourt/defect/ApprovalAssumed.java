package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest.Kind;

/** The restaurant is never asked: its approval is assumed, since it never declined before. */
final class ApprovalAssumed implements Defect {
    @Override
    public String name() {
        return "approval-assumed";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties) request ->
                request.kind() == Kind.APPROVE ? new ThirdPartyReply.Applied() : thirdParties.request(request));
    }
}
