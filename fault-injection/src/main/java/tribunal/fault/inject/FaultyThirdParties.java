package tribunal.fault.inject;

import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import java.time.Duration;
import tribunal.fault.plan.ThirdPartyFault;
import tribunal.fault.plan.ThirdPartyFault.ThirdPartyFate;

/**
 * Third parties with a fate; after heal they work without fault.
 *
 * @param onMet called when the attempt really asks them
 */
public record FaultyThirdParties(ThirdParties delegate, ThirdPartyFate fate, HealGate healGate, Runnable onMet)
        implements ThirdParties {
    @Override
    public ThirdPartyReply request(ThirdPartyRequest request) {
        if (healGate.isHealed()) {
            return delegate.request(request);
        }
        onMet.run();
        return switch (fate) {
            case ThirdPartyFate.ThirdPartyFails fails -> {
                if (fails.tookEffect()) {
                    delegate.request(request);
                }
                throw new ThirdPartyException(request.kind() + ": " + fails.how());
            }
            case ThirdPartyFate.ThirdPartySlow(Duration by) -> answeredAfter(request, by);
            case ThirdPartyFault.ThirdPartySilent() -> {
                delegate.request(request);
                healGate.hold(TIMEOUT);
                throw unanswered(request);
            }
        };
    }

    private ThirdPartyReply answeredAfter(ThirdPartyRequest request, Duration by) {
        ThirdPartyReply reply = delegate.request(request);
        boolean tooLate = by.compareTo(TIMEOUT) >= 0;
        if (healGate.hold(tooLate ? TIMEOUT : by) && tooLate) {
            throw unanswered(request);
        }
        return reply;
    }

    private static ThirdPartyException unanswered(ThirdPartyRequest request) {
        return new ThirdPartyException(request.kind() + " was not answered within " + TIMEOUT);
    }
}
