package foodcourt.eventing;

import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Signal;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what no hint told of, such as lapsed leases: with one look for all functions, since most looks find nothing. */
final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final Ports ports;
    private final Settings settings;
    private final Set<FunctionName> functions;
    private final Consumer<FunctionName> found;
    private final Signal stopped;
    private volatile boolean polling = true;

    /** @param found is told the functions for which something is due */
    Poller(Ports ports, Settings settings, Set<FunctionName> functions, Consumer<FunctionName> found) {
        this.ports = ports;
        this.settings = settings;
        this.functions = functions;
        this.found = found;
        this.stopped = ports.threads().newSignal();
    }

    /** Polls until it is stopped, a poll interval from the end of one look to the next. */
    void poll() {
        while (polling) {
            stopped.await(settings.poll());
            look();
        }
    }

    void stop() {
        polling = false;
        stopped.raise();
    }

    private void look() {
        try {
            ports.queue().due(functions).forEach(found);
        } catch (RuntimeException e) {
            LOG.warn("cannot look for what is due: {}", e.toString());
        }
    }
}
