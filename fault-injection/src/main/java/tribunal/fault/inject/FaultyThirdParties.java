package tribunal.fault.inject;

import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import java.time.Duration;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.FaultRules;

/**
 * Third parties as an attempt with such a fate finds them; after heal, as all others do.
 *
 * @param met told as soon as the attempt really asks them
 */
public record FaultyThirdParties(ThirdParties sound, Fate.ThirdParty fate, HealGate holds, Runnable met)
        implements ThirdParties {
    @Override
    public ThirdPartyReply request(ThirdPartyRequest request) {
        if (holds.healed()) {
            return sound.request(request);
        }
        met.run();
        return switch (fate) {
            case Fate.ThirdPartyFails fails -> {
                if (fails.tookEffect()) {
                    sound.request(request);
                }
                throw new ThirdPartyException(request.kind() + ": " + fails.how());
            }
            case Fate.ThirdPartySlow(Duration by) -> answeredAfter(request, by);
            case Fate.ThirdPartySilent() -> {
                sound.request(request);
                holds.hold(FaultRules.THIRD_PARTY_TIMEOUT);
                throw unanswered(request);
            }
        };
    }

    private ThirdPartyReply answeredAfter(ThirdPartyRequest request, Duration by) {
        ThirdPartyReply reply = sound.request(request);
        boolean tooLate = by.compareTo(FaultRules.THIRD_PARTY_TIMEOUT) >= 0;
        if (holds.hold(tooLate ? FaultRules.THIRD_PARTY_TIMEOUT : by) && tooLate) {
            throw unanswered(request);
        }
        return reply;
    }

    private static ThirdPartyException unanswered(ThirdPartyRequest request) {
        return new ThirdPartyException(request.kind() + " was not answered within " + FaultRules.THIRD_PARTY_TIMEOUT);
    }
}
