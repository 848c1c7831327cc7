package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is claimed stays claimed: rows are marked as locked, and nobody takes the mark off if their worker dies or its settle
 * is lost (hasura/graphql-engine#3548, graphile/worker#222, oban#424).
 */
final class LeaseForgottenOnCrash implements Defect {
    /** Longer than any run. */
    private static final Duration FOR_GOOD = Duration.ofDays(1);

    @Override
    public String name() {
        return "lease-forgotten-on-crash";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new Marking(sound.queue()));
    }

    private static final class Marking extends ForwardingQueue {
        Marking(DeliveryQueue sound) {
            super(sound);
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            return super.claim(function, limit, FOR_GOOD);
        }

        @Override
        public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
            return super.renew(held, FOR_GOOD);
        }
    }
}
