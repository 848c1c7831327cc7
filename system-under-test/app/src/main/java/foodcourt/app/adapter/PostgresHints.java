package foodcourt.app.adapter;

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
 * Hints between nodes by PostgreSQL's LISTEN and NOTIFY; within this node they are immediate. Hints committed within a
 * few milliseconds after a notification share the next one. A crash between commit and NOTIFY, or a NOTIFY that fails,
 * loses hints; the other nodes' safety nets find the changes.
 */
final class PostgresHints implements Hints, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresHints.class);
    private static final Duration BATCH_INTERVAL = Duration.ofMillis(3);
    private static final Duration IDLE_WAIT = Duration.ofMinutes(1);
    private static final String NOTIFY = "SELECT pg_notify(" + NotificationListener.CHANNEL + ", ?)";

    private final LocalHints local = new LocalHints();
    private final Clock clock;
    private final Threads threads;
    private final JdbcClient jdbc;
    private final NotificationListener listener;
    private final String sender = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final Mutex mutex;
    private final Signal wordAdded;
    private final Task sending;
    private Set<String> words = new LinkedHashSet<>();
    private volatile boolean running = true;

    /** Starts sending and listening. Without a connection it receives nothing. */
    PostgresHints(Clock clock, Threads threads, JdbcClient jdbc, NotificationListener.ConnectionSource source) {
        this.clock = clock;
        this.threads = threads;
        this.jdbc = jdbc;
        this.mutex = threads.newMutex();
        this.wordAdded = threads.newSignal();
        this.sending = threads.start("notify other nodes", this::sendBatches);
        this.listener = new NotificationListener(threads, source, this::receive, local::reconnected);
    }

    @Override
    public void listen(HintListener listener) {
        local.listen(listener);
    }

    @Override
    public void send(Hint hint) {
        local.send(hint);
        HintCodec.word(hint).ifPresent(word -> {
            mutex.locked(() -> words.add(word));
            wordAdded.raise();
        });
    }

    private void receive(String payload) {
        if (!HintCodec.sender(payload).equals(sender)) {
            HintCodec.hints(payload).forEach(local::send);
        }
    }

    /** Sends waiting hints. The first hint after a pause goes at once; hints soon after it wait and go together. */
    private void sendBatches() {
        long lastSent = clock.monotonicNanos() - BATCH_INTERVAL.toNanos();
        while (running) {
            if (wordAdded.await(IDLE_WAIT)) {
                threads.sleep(BATCH_INTERVAL.minusNanos(clock.monotonicNanos() - lastSent));
                lastSent = clock.monotonicNanos();
                send(HintCodec.payloads(sender, takePending()));
            }
        }
    }

    private Set<String> takePending() {
        return mutex.locked(() -> {
            Set<String> pending = words;
            words = new LinkedHashSet<>();
            return pending;
        });
    }

    private void send(List<String> payloads) {
        try {
            payloads.forEach(payload ->
                    jdbc.sql(NOTIFY).param(payload).query((_, _) -> payload).single());
        } catch (RuntimeException e) {
            LOG.warn("other nodes are not notified at once: {}", e.toString());
        }
    }

    @Override
    public void close() {
        running = false;
        wordAdded.raise();
        listener.close();
        sending.join();
    }
}
