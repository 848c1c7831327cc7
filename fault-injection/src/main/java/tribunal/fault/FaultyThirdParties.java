package tribunal.fault;

import foodcourt.port.Reply;
import foodcourt.port.Request;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import java.time.Duration;

/**
 * Third parties as an attempt with such a fate finds them; after heal, as all others do.
 *
 * @param met told as soon as the attempt really asks them
 */
record FaultyThirdParties(ThirdParties sound, Fate.ThirdParty fate, Holds holds, Runnable met) implements ThirdParties {
    @Override
    public Reply request(Request request) {
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
                holds.hold(Faults.THIRD_PARTY_TIMEOUT);
                throw unanswered(request);
            }
        };
    }

    private Reply answeredAfter(Request request, Duration by) {
        Reply reply = sound.request(request);
        boolean tooLate = by.compareTo(Faults.THIRD_PARTY_TIMEOUT) >= 0;
        if (holds.hold(tooLate ? Faults.THIRD_PARTY_TIMEOUT : by) && tooLate) {
            throw unanswered(request);
        }
        return reply;
    }

    private static ThirdPartyException unanswered(Request request) {
        return new ThirdPartyException(request.kind() + " was not answered within " + Faults.THIRD_PARTY_TIMEOUT);
    }
}
