package foodcourt.eventing;

import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Signal;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds due deliveries that no hint announced, such as those with lapsed leases. One query covers all functions, since
 * most polls find nothing.
 */
final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final Ports ports;
    private final Settings settings;
    private final Set<FunctionName> functions;
    private final Consumer<FunctionName> found;
    private final Signal stopped;
    private volatile boolean running = true;

    /** @param found is called for each function that has a due delivery */
    Poller(Ports ports, Settings settings, Set<FunctionName> functions, Consumer<FunctionName> found) {
        this.ports = ports;
        this.settings = settings;
        this.functions = functions;
        this.found = found;
        this.stopped = ports.threads().newSignal();
    }

    /** Polls until stopped. The poll interval runs from the end of one query to the start of the next. */
    void run() {
        while (running) {
            stopped.await(settings.poll());
            poll();
        }
    }

    void stop() {
        running = false;
        stopped.raise();
    }

    private void poll() {
        try {
            ports.queue().due(functions).forEach(found);
        } catch (RuntimeException e) {
            LOG.warn("cannot poll for due deliveries: {}", e.toString());
        }
    }
}
