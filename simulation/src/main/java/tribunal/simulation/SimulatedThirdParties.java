package tribunal.simulation;

import foodcourt.port.Reply;
import foodcourt.port.Request;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyException;
import tribunal.fault.Faults;
import tribunal.simulation.time.World;
import tribunal.thirdparty.Ledger;

/** The ledger at the far end of a line: what answers too late has acted all the same. */
record SimulatedThirdParties(World world, Ledger ledger) implements ThirdParties {
    @Override
    public Reply request(Request request) {
        long sent = world.now();
        world.call(Usual.THIRD_PARTY);
        Reply reply = ledger.request(request);
        world.call(Usual.THIRD_PARTY);
        if (world.now() - sent > Faults.THIRD_PARTY_TIMEOUT.toNanos()) {
            throw new ThirdPartyException(request.kind() + " was not answered in time");
        }
        return reply;
    }
}
