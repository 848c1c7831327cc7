package foodcourt.defect;

import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import java.time.Duration;
import java.util.Set;

/** A queue that reports every lease as renewed, and renews none. */
class WithoutRenewal extends ForwardingQueue {
    WithoutRenewal(DeliveryQueue sound) {
        super(sound);
    }

    @Override
    public final Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        return held;
    }
}
