package foodcourt.app.runtime;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs threads as the JDK's virtual threads. Keepers are platform threads, which do not queue for a carrier thread
 * behind all others.
 */
final class VirtualThreads implements Threads {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualThreads.class);

    @Override
    public Task start(String name, Runnable work) {
        return started(Thread.ofVirtual(), name, work);
    }

    @Override
    public Task startKeeper(String name, Runnable work) {
        return started(Thread.ofPlatform().daemon(), name, work);
    }

    private static Task started(Thread.Builder kind, String name, Runnable work) {
        Thread thread = kind.name(name)
                .uncaughtExceptionHandler((t, e) -> LOG.error("{} ended", t.getName(), e))
                .start(work);
        return () -> uninterrupted(thread::join);
    }

    @Override
    public void sleep(Duration duration) {
        uninterrupted(() -> Thread.sleep(duration));
    }

    @Override
    public Signal newSignal() {
        return new Latch();
    }

    @Override
    public Mutex newMutex() {
        ReentrantLock lock = new ReentrantLock();
        return new Mutex() {
            @Override
            public <T> T locked(Supplier<T> noPortCallInside) {
                lock.lock();
                try {
                    return noPortCallInside.get();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private static final class Latch implements Signal {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean raised;

        @Override
        public void raise() {
            lock.lock();
            try {
                raised = true;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean await(Duration atMost) {
            lock.lock();
            try {
                uninterrupted(() -> awaitRaised(atMost.toNanos()));
                boolean wasRaised = raised;
                raised = false;
                return wasRaised;
            } finally {
                lock.unlock();
            }
        }

        private void awaitRaised(long nanos) throws InterruptedException {
            for (long remaining = nanos; !raised && remaining > 0; ) {
                remaining = changed.awaitNanos(remaining);
            }
        }
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("threads here are never interrupted", e);
        }
    }
}
