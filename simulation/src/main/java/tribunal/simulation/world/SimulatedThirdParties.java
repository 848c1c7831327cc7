package tribunal.simulation.world;

import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import tribunal.simulation.time.VirtualTime;
import tribunal.thirdparty.Ledger;

/** Third parties behind a network: a request that is answered too late has taken effect nevertheless. */
public record SimulatedThirdParties(VirtualTime time, Ledger ledger) implements ThirdParties {
    @Override
    public ThirdPartyReply request(ThirdPartyRequest request) {
        long sent = time.now();
        time.call(TypicalLatencies.THIRD_PARTY);
        ThirdPartyReply reply = ledger.request(request);
        time.call(TypicalLatencies.THIRD_PARTY);
        if (time.now() - sent > TIMEOUT.toNanos()) {
            throw new ThirdPartyException(request.kind() + " was not answered in time");
        }
        return reply;
    }
}
