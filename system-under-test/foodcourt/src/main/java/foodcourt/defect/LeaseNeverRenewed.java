package foodcourt.defect;

import foodcourt.port.ForwardingQueue;
import foodcourt.port.Ports;
import foodcourt.port.Queue;
import foodcourt.port.Token;
import java.time.Duration;
import java.util.Set;

/** Nobody renews a lease: what takes longer than a lease is claimed again while it is being worked on. */
final class LeaseNeverRenewed implements Defect {
    @Override
    public String name() {
        return "lease-never-renewed";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new WithoutRenewal(sound.queue()));
    }

    private static final class WithoutRenewal extends ForwardingQueue {
        WithoutRenewal(Queue sound) {
            super(sound);
        }

        @Override
        public Set<Token> renew(Set<Token> held, Duration lease) {
            return held;
        }
    }
}
