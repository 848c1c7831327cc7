package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Defects of leases and back-off, without state. */
final class QueueDefects {
    static final List<Defect> ALL = List.of(
            new PortsDefect("constant-back-off", QueueDefects::constantBackOff),
            new PortsDefect("lease-forgotten-on-crash", QueueDefects::leaseForgottenOnCrash),
            new PortsDefect("lease-never-renewed", QueueDefects::leaseNeverRenewed),
            new PortsDefect("lease-shorter-than-batch", QueueDefects::leaseShorterThanBatch),
            new PortsDefect("retry-storm", QueueDefects::retryStorm));

    static final Duration LONGER_THAN_ANY_RUN = Duration.ofDays(1);

    private static final Duration PAUSE_MAX = Duration.ofMillis(100);
    private static final Duration USUAL_DELIVERY = Duration.ofMillis(300);

    private QueueDefects() {}

    /** The back-off before a retry never grows: a lasting failure is retried ten times a second. */
    private static Ports constantBackOff(Ports sound) {
        return retryingAfter(sound, pause -> pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause);
    }

    /** A failed delivery is retried at once, without any back-off. */
    private static Ports retryStorm(Ports sound) {
        return retryingAfter(sound, _ -> Duration.ZERO);
    }

    private static Ports retryingAfter(Ports sound, UnaryOperator<Duration> pause) {
        return sound.withQueue(new ForwardingQueue(sound.queue()) {
            @Override
            public Set<FencingToken> settle(List<Settlement> batch) {
                return super.settle(batch.stream().map(this::changed).toList());
            }

            private Settlement changed(Settlement settlement) {
                return settlement instanceof Settlement.Retry(FencingToken token, Duration after, String why)
                        ? new Settlement.Retry(token, pause.apply(after), why)
                        : settlement;
            }
        });
    }

    /**
     * A claim never lapses: rows are marked as locked, and the mark remains if their worker dies or its settle is lost
     * (hasura/graphql-engine#3548, graphile/worker#222, oban#424).
     */
    private static Ports leaseForgottenOnCrash(Ports sound) {
        return sound.withQueue(new ForwardingQueue(sound.queue()) {
            @Override
            public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
                return super.claim(function, limit, LONGER_THAN_ANY_RUN);
            }

            @Override
            public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
                return super.renew(held, LONGER_THAN_ANY_RUN);
            }
        });
    }

    /** No lease is renewed: a delivery that takes longer than its lease is claimed again while it is being handled. */
    private static Ports leaseNeverRenewed(Ports sound) {
        return sound.withQueue(new WithoutRenewal(sound.queue()));
    }

    /**
     * A lease lasts as long as one delivery usually takes, and is never renewed. A delivery at the end of a batch, or
     * one with a slow third party, is claimed again while it is being handled (langwatch/langwatch#7037).
     */
    private static Ports leaseShorterThanBatch(Ports sound) {
        return sound.withQueue(new WithoutRenewal(sound.queue()) {
            @Override
            public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
                return super.claim(function, limit, USUAL_DELIVERY);
            }
        });
    }

    /** A queue that reports every lease as renewed, and renews none. */
    private static class WithoutRenewal extends ForwardingQueue {
        WithoutRenewal(DeliveryQueue sound) {
            super(sound);
        }

        @Override
        public final Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
            return held;
        }
    }
}
