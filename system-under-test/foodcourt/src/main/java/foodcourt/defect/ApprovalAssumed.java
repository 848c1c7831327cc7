package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest.Kind;

/** A restaurant that never declined is not asked any more: its approval is taken for granted. */
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
