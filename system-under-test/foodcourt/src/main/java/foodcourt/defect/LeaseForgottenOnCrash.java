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
 * A claim never lapses: rows are marked as locked, and the mark remains if their worker dies or its settle is lost
 * (hasura/graphql-engine#3548, graphile/worker#222, oban#424).
 */
final class LeaseForgottenOnCrash implements Defect {
    private static final Duration LONGER_THAN_ANY_RUN = Duration.ofDays(1);

    @Override
    public String name() {
        return "lease-forgotten-on-crash";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new DefectiveQueue(sound.queue()));
    }

    private static final class DefectiveQueue extends ForwardingQueue {
        DefectiveQueue(DeliveryQueue sound) {
            super(sound);
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            return super.claim(function, limit, LONGER_THAN_ANY_RUN);
        }

        @Override
        public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
            return super.renew(held, LONGER_THAN_ANY_RUN);
        }
    }
}
