package foodcourt.app.runtime;

import foodcourt.port.Clock;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hints between nodes over PostgreSQL's LISTEN and NOTIFY, and within this node at once. What is committed within a few
 * milliseconds after a notification becomes one more. A crash between commit and NOTIFY, and a NOTIFY that fails, lose hints; the other
 * nodes' safety nets find what they told of.
 */
final class PostgresHints implements Hints, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresHints.class);
    private static final Duration TOGETHER = Duration.ofMillis(3);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final String NOTIFY = "SELECT pg_notify(" + NotificationListener.CHANNEL + ", ?)";

    private final LocalHints local = new LocalHints();
    private final Clock clock;
    private final Threads threads;
    private final JdbcClient jdbc;
    private final NotificationListener line;
    private final String sender = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final Mutex mutex;
    private final Signal told;
    private final Task telling;
    private Set<String> words = new LinkedHashSet<>();
    private volatile boolean running = true;

    /** Starts telling and listening; as long as there is no connection it hears nothing. */
    PostgresHints(Clock clock, Threads threads, JdbcClient jdbc, NotificationListener.Connecting connecting) {
        this.clock = clock;
        this.threads = threads;
        this.jdbc = jdbc;
        this.mutex = threads.newMutex();
        this.told = threads.newSignal();
        this.telling = threads.start("tell other nodes", this::tell);
        this.line = new NotificationListener(threads, connecting, this::heard, local::reconnected);
    }

    @Override
    public void listen(HintListener listener) {
        local.listen(listener);
    }

    @Override
    public void committed(Hint hint) {
        local.committed(hint);
        HintCodec.word(hint).ifPresent(word -> {
            mutex.locked(() -> words.add(word));
            told.raise();
        });
    }

    private void heard(String payload) {
        if (!HintCodec.sender(payload).equals(sender)) {
            HintCodec.hints(payload).forEach(local::committed);
        }
    }

    /** The first after a while goes at once; those that follow closely wait, and go together. */
    private void tell() {
        long last = clock.monotonicNanos() - TOGETHER.toNanos();
        while (running) {
            if (told.await(IDLE)) {
                threads.sleep(TOGETHER.minusNanos(clock.monotonicNanos() - last));
                last = clock.monotonicNanos();
                tell(HintCodec.payloads(sender, taken()));
            }
        }
    }

    private Set<String> taken() {
        return mutex.locked(() -> {
            Set<String> taken = words;
            words = new LinkedHashSet<>();
            return taken;
        });
    }

    private void tell(List<String> payloads) {
        try {
            payloads.forEach(payload ->
                    jdbc.sql(NOTIFY).param(payload).query((_, _) -> payload).single());
        } catch (RuntimeException e) {
            LOG.warn("other nodes are not told at once: {}", e.toString());
        }
    }

    /** Ends its connection and its threads. */
    @Override
    public void close() {
        running = false;
        told.raise();
        line.close();
        telling.join();
    }
}
