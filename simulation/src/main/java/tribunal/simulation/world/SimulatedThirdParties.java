package tribunal.simulation.world;

import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import tribunal.fault.plan.FaultRules;
import tribunal.simulation.time.VirtualTime;
import tribunal.thirdparty.Ledger;

/** The ledger at the far end of a line: what answers too late has acted all the same. */
public record SimulatedThirdParties(VirtualTime world, Ledger ledger) implements ThirdParties {
    @Override
    public ThirdPartyReply request(ThirdPartyRequest request) {
        long sent = world.now();
        world.call(TypicalLatencies.THIRD_PARTY);
        ThirdPartyReply reply = ledger.request(request);
        world.call(TypicalLatencies.THIRD_PARTY);
        if (world.now() - sent > FaultRules.THIRD_PARTY_TIMEOUT.toNanos()) {
            throw new ThirdPartyException(request.kind() + " was not answered in time");
        }
        return reply;
    }
}
