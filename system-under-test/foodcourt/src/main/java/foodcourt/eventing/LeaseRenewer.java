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

/** Renews the leases of all deliveries in flight. It does nothing else, since any wait could let the leases lapse. */
final class LeaseRenewer {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewer.class);

    private final Ports ports;
    private final Settings settings;
    private final InFlightTable inFlight;
    private final Signal stopped;
    private volatile boolean running = true;

    LeaseRenewer(Ports ports, Settings settings, InFlightTable inFlight) {
        this.ports = ports;
        this.settings = settings;
        this.inFlight = inFlight;
        this.stopped = ports.threads().newSignal();
    }

    /** Renews until stopped. The interval runs from start to start; after a failure it is the shorter back-off. */
    void run() {
        while (running) {
            long next = ports.clock().monotonicNanos();
            next += (renewAll(inFlight.tokens()) ? settings.heartbeat() : settings.backOff()).toNanos();
            stopped.await(Duration.ofNanos(Math.max(0, next - ports.clock().monotonicNanos())));
        }
    }

    void stop() {
        running = false;
        stopped.raise();
    }

    private boolean renewAll(List<FencingToken> tokens) {
        boolean allRenewed = true;
        for (int from = 0; from < tokens.size(); from += Dispatcher.TOKENS_MAX) {
            allRenewed &= renew(tokens.subList(from, Math.min(tokens.size(), from + Dispatcher.TOKENS_MAX)));
        }
        return allRenewed;
    }

    private boolean renew(List<FencingToken> tokens) {
        try {
            ports.queue().renew(new LinkedHashSet<>(tokens), settings.lease());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("cannot renew {} leases: {}", tokens.size(), e.toString());
            return false;
        }
    }
}
