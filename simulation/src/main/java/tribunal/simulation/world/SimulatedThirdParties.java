package tribunal.simulation.world;

import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import java.time.Duration;
import tribunal.simulation.time.VirtualTime;
import tribunal.thirdparty.Ledger;

/**
 * Third parties behind a network: a request that is answered too late has taken effect nevertheless.
 *
 * @param latency between node and third party, one way
 */
public record SimulatedThirdParties(VirtualTime time, Ledger ledger, Duration latency) implements ThirdParties {
    @Override
    public ThirdPartyReply request(ThirdPartyRequest request) {
        long sent = time.now();
        time.call(latency.toNanos());
        ThirdPartyReply reply = ledger.request(request);
        time.call(latency.toNanos());
        if (time.now() - sent > TIMEOUT.toNanos()) {
            throw new ThirdPartyException(request.kind() + " was not answered in time");
        }
        return reply;
    }
}
