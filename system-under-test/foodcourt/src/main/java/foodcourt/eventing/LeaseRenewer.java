package foodcourt.eventing;

import foodcourt.port.FencingToken;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the leases of what is in flight from lapsing, and does nothing else: whatever it waited for could let them lapse. */
final class LeaseRenewer {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewer.class);

    private final Ports ports;
    private final Settings settings;
    private final InFlightTable flights;
    private final Signal stopped;
    private volatile boolean beating = true;

    LeaseRenewer(Ports ports, Settings settings, InFlightTable flights) {
        this.ports = ports;
        this.settings = settings;
        this.flights = flights;
        this.stopped = ports.threads().newSignal();
    }

    /** Beats until it is stopped: from the beginning of one renewal to that of the next; one that failed is made again sooner. */
    void beat() {
        while (beating) {
            long next = ports.clock().monotonicNanos();
            next += (renewed(flights.held()) ? settings.heartbeat() : settings.backOff()).toNanos();
            stopped.await(Duration.ofNanos(Math.max(0, next - ports.clock().monotonicNanos())));
        }
    }

    void stop() {
        beating = false;
        stopped.raise();
    }

    private boolean renewed(List<FencingToken> held) {
        boolean all = true;
        for (int from = 0; from < held.size(); from += Dispatcher.TOKENS_MAX) {
            all &= renew(held.subList(from, Math.min(held.size(), from + Dispatcher.TOKENS_MAX)));
        }
        return all;
    }

    private boolean renew(List<FencingToken> held) {
        try {
            ports.queue().renew(new LinkedHashSet<>(held), settings.lease());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("cannot renew {} leases: {}", held.size(), e.toString());
            return false;
        }
    }
}
