package foodcourt.defect;

import foodcourt.port.Ports;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyRequest.Kind;

/** Each notification is requested twice, as a precaution. */
final class AsksTwice implements Defect {
    @Override
    public String name() {
        return "asks-twice";
    }

    @Override
    public Ports ports(Ports sound) {
        ThirdParties thirdParties = sound.thirdParties();
        return sound.withThirdParties((ThirdParties) request -> {
            if (request.kind() == Kind.NOTIFY) {
                thirdParties.request(request);
            }
            return thirdParties.request(request);
        });
    }
}
