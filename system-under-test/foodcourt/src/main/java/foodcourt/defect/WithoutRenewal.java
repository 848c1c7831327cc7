package foodcourt.defect;

import foodcourt.port.ForwardingQueue;
import foodcourt.port.Queue;
import foodcourt.port.Token;
import java.time.Duration;
import java.util.Set;

/** A queue that calls every lease renewed, and renews none. */
class WithoutRenewal extends ForwardingQueue {
    WithoutRenewal(Queue sound) {
        super(sound);
    }

    @Override
    public final Set<Token> renew(Set<Token> held, Duration lease) {
        return held;
    }
}
